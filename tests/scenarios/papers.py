"""A notice as a coordinator hands it in: an invented city, short enough to be read at a glance."""

from __future__ import annotations

NOTICE = """临江市科学技术协会文件

临科协〔2024〕31号

关于做好2024年科普月活动总结工作的通知

各市级学会，企业科协：

科普月活动已经开始，请各单位认真组织，活动结束后做好总结，于9月27日前报送工作总结和活动照片。各市级学会、企业科协报市科协学会部。

联系方式：

市科协学会部 联系人：沈竹
电话：50010002，邮箱：xh@kx.example.cn

临江市科学技术协会
2024年9月2日
"""
