# Home
home-title = What waits for me
home-lead = By deadline: { $total } in all.
home-lead-none = Nothing waits for you now.
home-ledger = Ledger
home-red = Red
home-yellow = Yellow
home-rest = Others
home-empty = Nothing waits for you
home-empty-why = What comes next will stand here.
home-drafts = { $campaign }: { $count ->
    [one] { $count } draft
   *[other] { $count } drafts
 } to register
home-post = Take over the post “{ $post }”
home-day = { $month }/{ $day }
home-today = due today
home-late = { $days ->
    [one] { $days } day past
   *[other] { $days } days past
 }
home-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }
home-undated = no deadline
home-since = waiting since
home-do-take-over = Take over
home-do-report = Report
home-do-submit = Submit
home-do-plan = Plan measures
home-do-approve-plan = Approve the plan
home-do-verify = Verify
home-do-approve-closing = Approve the closing
home-do-close = Close
home-do-extension = Decide
home-do-look-back = Look back
home-do-register = Register
home-more = And more
home-more-take-over = { $count } more posts to take over
home-more-report = { $count } more of your measures
home-more-submit = { $count } more findings to submit
home-more-plan = { $count } more findings without a measure
home-more-approve-plan = { $count } more plans to approve
home-more-verify = { $count } more findings to verify
home-more-approve-closing = { $count } more closings to approve
home-more-close = { $count } more findings to close
home-more-extension = { $count } more extensions to decide on
home-more-look-back = { $count } more findings to look back at
home-more-register = { $count } more campaigns with drafts
home-administer = Administration
home-accounts = { $count ->
    [one] { $count } account has no password yet
   *[other] { $count } accounts have no password yet
 }
home-accounts-none = All accounts have a password.
