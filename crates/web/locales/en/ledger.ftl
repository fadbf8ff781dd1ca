# Ledger
ledger-title = Rectification ledger
ledger-measures = Measures
ledger-to-measures = Measures
ledger-to-findings = Findings
ledger-views = Views
ledger-tab-all = All
ledger-tab-overdue = Overdue
ledger-tab-soon = Due soon
ledger-tab-verify = To verify
ledger-tab-close = To close
ledger-tab-draft = Drafts
ledger-mine = Mine
ledger-red = Red
ledger-yellow = Yellow
ledger-filter = Filter
ledger-more = More conditions
ledger-any = Any
ledger-text = Words
ledger-open = not closed (all)
ledger-closed = closed (all)
ledger-no-unit = No unit
ledger-no-aspect = No aspect
ledger-due-from = Due from
ledger-due-to = Due to
ledger-id = No.
ledger-number = No. in the paper
ledger-campaign = Campaign
ledger-aspect = Aspect
ledger-problem = Finding
ledger-measure = Measure
ledger-unit = Unit
ledger-kinds = Kind
ledger-kind = Kind
ledger-owner = Owner
ledger-lead = Lead
ledger-measures-done = Measures done
ledger-due = Deadline
ledger-first-due = First deadline
ledger-slippage = Slippage
ledger-slips = Times extended
ledger-slip-days = Days extended
ledger-returns = Sent back
ledger-rebounds = Rebounds
ledger-status = Status
ledger-light = Light
ledger-why = Why
ledger-updated = Last entry
ledger-slipped = { $times ->
    [one] once
   *[other] { $times } times
 }, { $days ->
    [one] { $days } day
   *[other] { $days } days
 } later
ledger-returned = sent back { $count ->
    [one] once
   *[other] { $count } times
 }
ledger-rebounded = rebounded { $count ->
    [one] once
   *[other] { $count } times
 }
ledger-mark-slipped = extended
ledger-mark-returned = sent back before
ledger-mark-rebounded = rebounded before
ledger-mark-on-paper = only minutes, notices or photos
ledger-chip-text = words:{" "}
ledger-chip-unit = unit:{" "}
ledger-chip-status = status:{" "}
ledger-chip-campaign = campaign:{" "}
ledger-chip-aspect = aspect:{" "}
ledger-chip-owner = owner:{" "}
ledger-chip-lead = lead:{" "}
ledger-chip-due = due:{" "}
ledger-chip-registered = registered:{" "}
ledger-chip-open-on = not closed on{" "}
ledger-chip-slipped = days extended:{" "}
ledger-waits-register = to register
ledger-waits-plan = to plan
ledger-waits-approve-plan = plan to approve
ledger-waits-work = at work
ledger-waits-submit = to submit
ledger-waits-verify = to verify
ledger-waits-approve-closing = closing to approve
ledger-waits-close = to close
ledger-waits-look-back = to look back at
ledger-take-away = , take this condition away
ledger-total = { $total ->
    [one] { $total } finding
   *[other] { $total } findings
 }
ledger-total-measures = { $total ->
    [one] { $total } measure
   *[other] { $total } measures
 }
ledger-pager = Pages
ledger-range = { $from }–{ $to }{" "}
ledger-of = of { $total }
ledger-first = First page
ledger-next = Next page
ledger-pick-all = Select the whole page
ledger-pick = Select { $id }
ledger-picked = Selected:
ledger-choose = Choose
ledger-bulk = Do it to all selected
ledger-bulk-what = What
ledger-bulk-register = Register
ledger-bulk-submit = Submit
ledger-bulk-return = Send back
ledger-bulk-unit = Change the unit
ledger-bulk-aspect = Change the aspect
ledger-bulk-reject = Reject
ledger-bulk-to-unit = New unit
ledger-bulk-to-aspect = New aspect
ledger-bulk-note = Note
ledger-bulk-unchanged = it was so already, nothing was changed
ledger-outcome = { $done } done, { $left } not
ledger-note = Note
ledger-wrong = These conditions mean nothing and were left out:
ledger-empty = The ledger is empty
ledger-empty-why = Once papers are taken in and findings registered they stand here. You see those of your units and those you answer for.
ledger-none = No finding answers the conditions
ledger-none-why = Take some conditions away.
ledger-all = All findings
ledger-none-measures = No measures
ledger-all-measures = All measures
ledger-empty-measures-why = Once measures are promised they stand here.
ledger-layout = Columns
ledger-columns = Columns that are shown
ledger-density = Rows
ledger-roomy = Roomy
ledger-dense = Dense
ledger-apply = Apply
ledger-keep = View
ledger-view-name = Give these conditions a name
ledger-view-hint = It then stands above; only you see it.
ledger-save = Keep as a view
ledger-kept = Kept as the view “{ $name }”
ledger-forget = Forget this view
ledger-saved = Kept as a view
ledger-forgotten = The view is forgotten
ledger-export = Export
ledger-export-hint = What answers the conditions: { $total }
ledger-xlsx = Excel, can be edited and taken in again
ledger-csv = Export as CSV
ledger-print = Print
ledger-file = Rectification ledger
ledger-file-measures = Measures
