"""Envelopes published with WeCom's own samples (A, B) and made with them (C): what everybody's encryption agrees on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Vector:
    token: str
    key: str
    receiver: str
    signature: str
    timestamp: str
    nonce: str
    encrypt: str
    plaintext: str

    @property
    def query(self) -> dict[str, str]:
        return {"msg_signature": self.signature, "timestamp": self.timestamp, "nonce": self.nonce}

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(int(self.timestamp) + 3, UTC)


_A = ("hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt", "ww1436e0e65a779aee")
_B = ("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
_C = (*_B[:2], "")

A1 = Vector(
    *_A,
    "012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb",
    "1476416373",
    "47744683",
    "fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==",
    "1288432023552776189",
)
A2 = Vector(
    *_A,
    "0c3914025cb4b4d68103f6bfc8db550f79dcf48e",
    "1476422779",
    "1597212914",
    "Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzBhzTtRLNshw2AEew+kkY"
    "cD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+3JWcoD4Z5jaU0y9GSh010wsHF8KZD24YhmZH4ch4Ka"
    "7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQHE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWjayJOpcwocugux082f49H"
    "KYg84EpHSGXAyh+/oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+",
    "<xml><ToUserName>ww1436e0e65a779aee</ToUserName><FromUserName>ChenJiaShun</FromUserName><CreateTime>1476422779"
    "</CreateTime><MsgType>text</MsgType><Content>你好</Content><MsgId>1456453720</MsgId><AgentID>1000002</AgentID></xml>",
)
B1 = Vector(
    *_B,
    "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    "1409659589",
    "263014780",
    "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
    "1616140317555161061",
)
B2 = Vector(
    *_B,
    "477715d11cdb4164915debcba66cb864d751f3e6",
    "1409659813",
    "1372623149",
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
    "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gs"
    "ijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUa"
    "x5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIG"
    "HBZZIs2pDBS8R07+qN+E7Q==",
    "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n"
    "<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n"
    "<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>",
)
C1 = Vector(
    *_C,
    "3c1d037cf93f5b614e26c99ce039ba06f941dc83",
    "1409659589",
    "263014780",
    "sKqRbbiSUnDhFHOvPjtUMXud5zMXWtbbSOJxtbY4OmM=",
    "1234567890",
)
C2 = Vector(
    *_C,
    "0aa5f3fe04b17803a49db48599f681ed170f4ce6",
    "1409659813",
    "1372623149",
    "sKqRbbiSUnDhFHOvPjtUMfRshcXiyZ1BiXHz79J20fqfHRey3G5cs1PwJXgOjIPOdUzXcHIxw5k8KFDccxG3L1bBek78telSwGSdOqJbCZxvaEpj"
    "LSm4OB0cWRbnRViHmspik3sXsuAAOEQw4rjd79LLwyERERpSrrD+ZMJmnE54M4VI5hIrQ6TBQcQnwfx6gqWGM67i2Hwzoz84tuRCDaRfPG7dxKts"
    "erw34K9k1pa/fMjSZUxcMvN22ckTvTa+VHt2UG4P9SbKPHmYbQpoUr0mKwvCCinrDW6aX0gSqtYgbJD+KiQ3i2TlZOLhBNr92d4mdYBAip4FJcuK"
    "s62K6bHjYi1S3AxUtJn1geVXuNef7dJV+Q80olw3V5vUUBta",
    '{"msgid":"MSGID1","aibotid":"AIBOTID","chatid":"CHATID","chattype":"group","from":{"userid":"zhangsan"},'
    '"response_url":"https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC","msgtype":"text",'
    '"text":{"content":"@RobotA 你好"}}',
)
C3 = Vector(
    *_C,
    "eda4563344862580d00457d83c5fa1825eb7ae8d",
    "1641002400",
    "1372623149",
    "sKqRbbiSUnDhFHOvPjtUMTyjUwe2MrmqVjeWqmzykPIgrJiyR3Mh55RQvnI0y4m+X/q1t90XbvmII0s68uYjm1QOi7aiWXxSmW+0xS9upzlC4kiW"
    "ru9SMcuaNtB8zrjr",
    '{"msgtype":"stream","stream":{"id":"S1","finish":true,"content":"好的"}}',
)
ENVELOPES = {"A1": A1, "A2": A2, "B1": B1, "B2": B2, "C1": C1, "C2": C2, "C3": C3}
OURS = (C1, C2, C3)
"""Made with the random part `0123456789abcdef`, so that sealing can be had again byte by byte."""

RANDOM = b"0123456789abcdef"
C4_PLAIN = bytes.fromhex("89504e470d0a1a0a68656c6c6f2d6d65646961")
C4_CIPHER = "DzPJg0mbYVDZEaNKEAphjMZ/sruUB6A+BFXcM/Zalto="
KEY_HEX = {
    A1.key: "eaa91d32babaf274ca76ece72583b5037ed6da8120a64314be4b6d453a2a854b",
    B1.key: "8d69989bbaabe67328014c194631ad0719b3dca035b64023df292447aab60760",
}
