# Campaigns, profiles, publication
campaign-title = Campaigns
campaign-open-new = Open a campaign
campaign-none = No campaign yet
campaign-none-hint = One inspection, audit or self-examination is one campaign. Open it first, then enter papers.
campaign-id = No.
campaign-theme = Theme
campaign-profile = Profile
campaign-period = Received – end of period
campaign-findings = Findings
campaign-finding = Finding
campaign-unit = Unit
campaign-closed = Closed
campaign-closed-of = { $closed } of { $all } closed
campaign-state = State
campaign-running = Running
campaign-concluded = Concluded
campaign-all = All findings
campaign-open = Open
campaign-red = Overdue, returned, rebounded
campaign-yellow = Due soon
campaign-about = About
campaign-examiner = Examined by
campaign-units = Units examined
campaign-units-none = None named
campaign-units-hint = A unit stands for all below it.
campaign-from = Findings received on
campaign-until = End of the concentrated period
campaign-papers = Papers
campaign-paper-count = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
}
campaign-samples = Random samples
campaign-sample-count = { $count ->
    [one] { $count } sample
   *[other] { $count } samples
}
campaign-sample-draw = Draw one
campaign-publications = Publications
campaign-publications-none = Nothing was published yet.
campaign-publication-counts = { $told } told, { $withheld } withheld
campaign-superseded = Superseded
campaign-comma = , {""}
campaign-colon = : {""}
campaign-rules = Rules and their sources
campaign-rule = Rule
campaign-rule-value = Value
campaign-rule-source = Source
campaign-aspects = Aspects
campaign-finding-states = A finding states
campaign-measure-states = A measure states
campaign-approves = Approval of the { $step }
campaign-no-approval = None
campaign-profiles = Profiles
campaign-profiles-lead = One profile for each kind of examination: deadlines, lights, approvals, evidence, look-backs, each number with its source.
campaign-version = Version { $version }
campaign-aspect-count = { $count ->
    [one] { $count } aspect
   *[other] { $count } aspects
}
campaign-revise = Revise
campaign-reason = Reason
campaign-save = Save
campaign-back = Back
campaign-choose = Choose
campaign-own = Or a profile of your own
campaign-own-hint = A TOML file; where one is sent, it counts.
campaign-replace = Replace the profile
campaign-replace-hint = The new profile binds from now on; what was done before stays.
campaign-conclude = Conclude
campaign-conclude-hint = No new findings are registered afterwards; what is open stays owed.
campaign-summary = Summary
campaign-publish = Publish
campaign-publish-lead = What is published is copied from the ledger and never changes; a later publication supersedes it, and the old one stays readable.
campaign-edition = Edition
campaign-society-hint = For everybody: it is read without signing in. The problem of one person may not be told.
campaign-inside-hint = For those with an account.
campaign-publish-none = No finding is registered yet
campaign-publish-none-hint = There is something to publish once findings are registered.
campaign-publish-words = Words at its head
campaign-publish-text = What was promised and done in “{ $theme }” is published here for everybody to watch.
campaign-publish-what = What is published
campaign-publish-tell = Tell
campaign-publish-tell-id = Tell { $id }
campaign-withhold-why = Why it is withheld
campaign-withhold-id = Why { $id } is withheld
campaign-withhold-hint = What is not ticked needs a reason; the public page shows reasons and numbers only.
campaign-publish-society = Publish to everybody
campaign-publish-inside = Publish inside
campaign-publish-again = Publish anew
campaign-entry = Entry { $seq } of the log
