# Signs a request with an access key, as the ACS SDKs do, by Python's standard library alone.
import base64, hashlib, hmac, json, sys, urllib.request
from email.utils import formatdate

endpoint, key = sys.argv[1].split("endpoint=")[1].split("/;accesskey=")
target = "/identities?api-version=2023-10-01"
body = json.dumps({"createTokenWithScopes": ["voip"]}).encode()
date = formatdate(usegmt=True)
content_hash = base64.b64encode(hashlib.sha256(body).digest()).decode()
host = endpoint.split("://")[1]
text = f"POST\n{target}\n{date};{host};{content_hash}"
digest = hmac.new(base64.b64decode(key), text.encode(), hashlib.sha256).digest()
request = urllib.request.Request(endpoint + target, data=body, method="POST", headers={
    "Content-Type": "application/json",
    "x-ms-date": date,
    "x-ms-content-sha256": content_hash,
    "Authorization": "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
    + base64.b64encode(digest).decode(),
})
with urllib.request.urlopen(request) as response:
    print(response.status, json.load(response)["identity"]["id"])
