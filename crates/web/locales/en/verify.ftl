# Verification
verify-title = Verify
verify-one-title = Verify
verify-waits = { $n ->
    [one] 1 waits for you.
   *[other] { $n } wait for you, the longest first.
}
verify-empty = Nothing to verify
verify-empty-hint = What is submitted comes here; what you answer for is verified by somebody else.
verify-ledger = See the ledger
verify-by = by { $who }
verify-files = { $n ->
    [one] 1 file
   *[other] { $n } files
}
verify-returned = sent back { $n ->
    [one] once
   *[other] { $n } times
}
verify-warned = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}
verify-go = Verify
verify-more = There are more; they come when these are done.
verify-submitted = Submitted by { $who } at { $at }
verify-note = Note
verify-not-submitted = This finding is not submitted.
verify-returned-by = Sent back by { $who } at { $at }
verify-warning = Warning
verify-no-files = No evidence to look at
verify-shown = { $n ->
    [one] 1 file of evidence
   *[other] { $n } files of evidence
}
verify-stored = , stored { $at }
verify-verdict = Verdict
verify-warnings = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}
verify-overrule = A warning is no verdict. Where all is well, say in the note how it was checked; once is enough.
verify-thresholds = What the warnings go by
verify-pass = It passes
verify-return = Send it back
verify-grade = Result
verify-pass-note = Note
verify-pass-hint = What was looked at, and how it was checked.
verify-return-note = Why it goes back
verify-return-hint = What is not so and what is wanted; the owner works from it.
verify-judged = { $who } judged it “{ $grade }”; nothing is to be verified now.
