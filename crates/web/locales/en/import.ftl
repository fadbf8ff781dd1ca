# Taking in papers, reviewing them
import-title = Take in papers
import-lead = Put papers in; findings, causes and measures are read from them, and you check each before it is registered.
import-running = Being read
import-running-at = { $done } of { $total } done
import-no-campaign = No campaign takes papers from you
import-no-campaign-why = Every paper belongs to a campaign. Open one first, or ask the office to let you in.
import-drop = Choose papers or drop them here
import-formats = Word, WPS, PDF, Excel and text, several at once
import-campaign = Campaign
import-choose = Choose
import-options = More options
import-enrol = Enter units and people that the papers name and the organisation does not know
import-enrol-hint = While the organisation is not entered yet; later a misspelt name would become a new unit
import-likely = Tie measures to findings by likeness of wording where the paper ties them to none
import-likely-hint = Only a guess: look at each while reviewing
import-version = A new version of which paper
import-version-hint = A new version changes only what differs; numbers stay
import-version-likely = Tell by file name and title
import-version-new = All are new
import-begin = Read them
import-secret = State secrets have no place here. Papers that bear a classification mark are refused and not kept.
import-waiting = Papers that wait for review
import-drafts = { $n } to check
import-review = Review
import-campaign-wanted = choose the campaign that the papers belong to
import-files-wanted = choose one paper at least
import-version-one = where it is a new version of a certain paper, send that one alone
import-job-title = Reading papers
import-job-waits = { $done } of { $total } read
import-job-reads = Reading { $at } of { $total }: { $name }
import-job-ended = Finished, { $total ->
    [one] one paper
   *[other] { $total } papers
 }
import-progress = Progress
import-stop = Stop
import-fate-waits = waits
import-fate-reads = being read
import-fate-stopped = stopped, not read
import-fate-refused = not taken in
import-fate-in = taken in
import-refused-why = Why
import-refused-advice = Make sure that it is a self-examination, inspection feedback, a rectification plan or a ledger; where the pages are pictures, take a file with text.
import-came-new = A new paper. All that was read stays a draft until you checked it.
import-came-same = The same as { $paper }: nothing changed in the ledger.
import-came-earlier = The same as an earlier version; { $paper } is the one that holds. Nothing changed in the ledger.
import-came-version = A new version of { $paper }: what differs was updated.
import-findings = Findings
import-causes = Causes
import-measures = Measures
import-check = Check
import-enrolled = Entered:{" "}
import-comma = ,{" "}
import-and = ;{" "}
import-edits = { $n ->
    [one] One item differs
   *[other] { $n } items differ
 }
import-left = { $n ->
    [one] One item is no longer said
   *[other] { $n } items are no longer said
 }
import-left-why = Nothing was done to them; what is not wanted is turned down in the review, with a reason.
import-more = Take in more papers
import-papers-title = Papers
import-papers-total = { $n ->
    [one] One paper
   *[other] { $n } papers
 }
import-papers-none = No papers yet
import-papers-none-why = Papers that were taken in stand here with their files and what was read from them.
import-all = All
import-filter = Filter
import-number = Number
import-paper = Paper
import-date = Date
import-state = State
import-original = Original
import-download = Download
import-replaced = replaced by { $paper }
import-reviewed = reviewed
import-pages = Pages
import-range = { $from } to { $to }
import-earlier = Previous page
import-next = Next page
import-tabs = This paper
import-tab-review = Review
import-tab-changes = What differs
import-notice = Note
import-later = { $paper } replaces this paper: see the new one
import-lead-drafts = { $n ->
    [one] One finding waits to be registered
   *[other] { $n } findings wait to be registered
 }
import-lead-all-ready = ; nothing lacks.
import-lead-ready = : { $ready } can be registered, { $lacking } lack something.
import-lead-done = All reviewed: { $n ->
    [one] one finding
   *[other] { $n } findings
 }.
import-lead-nothing = No finding waits to be registered.
import-lead-loose = { $n } without a finding
import-save = Save
import-register = Confirm and register
import-to-ledger = See the ledger
import-said = The paper
import-read = What was read
import-read-hint = The paper's own words are kept beside what you change
import-read-none = Nothing was read
import-read-none-why = Press the number of a paragraph on the left to add something by hand.
import-table = Table
import-add-from = Add from paragraph { $n }
import-paragraph = paragraph { $n }
import-not-in-paper = not in this paper
import-finding-n = Finding { $n }
import-ready = can be registered
import-lacking = lacks something
import-lacks = What lacks before it can be registered
import-crossed = Somebody changed it; it says now
import-statement = Finding
import-differs = Beside the paper:
import-manifestations = Manifestations, one a line
import-manifestation = manifestation
import-aspect = Area
import-unit = Unit
import-unit-owner = Responsible unit
import-scope = Whose problem
import-unsaid = not said
import-shared = Also tied to this finding
import-register-one = Register this one
import-split = Split
import-split-which = What becomes a finding of its own
import-split-ties = Tie causes and measures to the new one as well
import-split-do = Split into two findings
import-merge = Merge
import-merge-into = Merge into
import-merge-same = the same problem
import-merge-what = Causes, measures and passages pass to the other finding; this one stays on record.
import-merge-do = Merge
import-reason = Reason
import-reject = Turn down
import-reject-do = Turn it down
import-cause = Cause
import-measure = Measure
import-measure-page = See the measure
import-also = also { $finding }
import-owner = Owner
import-lead-person = Lead
import-deadline = Deadline
import-kind = Kind
import-written = In the paper:{" "}
import-written-owner = owner{" "}
import-written-lead = lead{" "}
import-written-cooperating = cooperating{" "}
import-written-deadline = deadline{" "}
import-unknown = The organisation knows none of those that the paper names: fill them in above.
import-said-done = The paper says that it is done. The ledger wants evidence: show it after registering, then report it done.
import-commitments = Promises:{" "}
import-milestones = Milestones:{" "}
import-tie = Tie to a finding
import-tie-more = Tie to another
import-untie = Untie
import-unwanted = Not wanted
import-unwanted-do = Take it out
import-loose = { $n } without a finding
import-loose-why = Choose the finding of each and save
import-void = { $n } merged or turned down
import-add = Add what was missed
import-add-hint = or press the number of a paragraph
import-add-kind = What it is
import-add-paragraph = Paragraph
import-add-finding = Finding (of a cause or measure)
import-add-words = Words
import-add-words-hint = In the paper's own words, so that their place is found
import-add-do = Add
import-why = Why
import-advice = What to do
import-level-error = Error:
import-level-warning = Warning:
import-level-note = Advice:
import-check-errors = Errors
import-check-warnings = Warnings
import-check-notes = Advice
import-check-none = Nothing to remark
import-check-none-why = The check looks at wording, deadlines, owners and contradictions; whether it is true is for people to see.
import-changes-lead = Beside { $paper }: { $n ->
    [one] one paragraph differs
   *[other] { $n } paragraphs differ
 }
import-changes-none = The words are the same
import-changes-none-why = The files differ, the text does not: perhaps only the layout was changed.
import-changes-left = … { $n ->
    [one] one paragraph
   *[other] { $n } paragraphs
 } unchanged …
