# 首页
home-title = 首页
