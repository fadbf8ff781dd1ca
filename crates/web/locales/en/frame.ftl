# Words that every page has
product = Bihuan
skip = Skip to the content
nav = Main navigation
nav-foot = Footer
nav-home = Home
nav-ledger = Ledger
nav-import = Take in papers
nav-verify = Verify
nav-dashboard = Overview
nav-look-back = Look back
nav-campaigns = Campaigns
nav-organisation = Organisation
nav-regulations = Regulations
nav-log = Log
nav-administration = Administration
nav-public = Public page
nav-help = Help
menu = Menu
find = Search the ledger
find-hint = Search: number, words — press /
look = Display
look-theme = Colours
look-theme-auto = As the system
look-theme-light = Light
look-theme-dark = Dark
look-type = Type
look-type-normal = Normal
look-type-large = Large
me = My account
sign-in = Sign in
sign-out = Sign out
told = Done
not-done = Nothing was done
checkpoint = Log of { $size ->
    [one] { $size } entry
   *[other] { $size } entries
 }, the last at { $time }, checkpoint
checkpoint-verify = verify it yourself
keys = Keys
keys-find = Where to
keys-off = Switch single keys off
shut = Close
required = required
crumbs = Where you are
error-title = Nothing was done
error-home = Home
