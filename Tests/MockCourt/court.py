"""A court's filing service to send to: ECF 5.0, Filing Review MDE, Web Services profile (SOAP 1.1, MTOM), over TLS.

Knows nothing of the program that is tested. What it gets it takes apart with Python's own MIME reader, validates with
xmllint and the official schemas where it is given them, and compares every file with the size and the SHA-256 that the
message gives. What it takes is a line of its log, which is all that it remembers: it can be killed as well.

    court.py FOLDER [--certificate FILE --key FILE] [--schema FILE]

FOLDER/script.json says how it behaves, read at each request:
  {"rules": [{"nth": 3, "do": "drop-after"}, {"case": "NA100002", "do": "reject"}, {"every": 5, "do": "error"}],
   "user": "...", "password": "..."}
A rule holds for the first `times` (1 unless told otherwise) requests to file that it fits. What can be done:
  accept, reject, partial (a callback says so), duplicate, error (500), fault, unavailable (503), busy (429), slow,
  wait-file (until FILE, or `go`, is there), drop-before, drop-after, hang (taken, no answer), lose (not taken, no answer),
  malformed, oversize, redirect, forbidden, unknown-path, refuse (400), unauthenticated, echo
FOLDER/port gets the port, FOLDER/log.jsonl a line for each request, FOLDER/callbacks the callbacks, the last first.
"""

import argparse, base64, email, email.policy, hashlib, http.server, json, os, re, ssl, subprocess, threading, time
import xml.etree.ElementTree as ET

ECF = "https://docs.oasis-open.org/legalxml-courtfiling/ns/v5.0/"
NS = {
    "soap": "http://schemas.xmlsoap.org/soap/envelope/", "wrappers": ECF + "wrappers", "filing": ECF + "filing",
    "ecf": ECF + "ecf", "nc": "http://release.niem.gov/niem/niem-core/4.0/",
    "j": "http://release.niem.gov/niem/domains/jxdm/6.1/", "list": ECF + "filinglistrequest",
}
ACTION = ECF.rstrip("/") + "WSDL/FilingReviewMDE/"
lock = threading.Lock()


class Trouble(Exception):
    """What is wrong with a request; goes into the log, where the test looks for it."""


class Court:
    def __init__(self, folder, schema):
        self.folder, self.schema = folder, schema
        self.counter, self.used, self.stored = 0, {}, {}
        os.makedirs(os.path.join(folder, "callbacks"), exist_ok=True)
        # What was taken before the court was killed is still there.
        if os.path.exists(self.path("log.jsonl")):
            for line in open(self.path("log.jsonl")):
                entry = json.loads(line)
                for filing in entry.get("stored", []):
                    self.stored[filing["message"]] = filing

        self.checked = set()

    def path(self, name):
        return os.path.join(self.folder, name)

    def check_own(self, name, content):
        """The first answer of each kind is validated too: a court that speaks wrongly tests nothing."""
        if name not in self.checked:
            self.checked.add(name)
            tree = ET.fromstring(content)
            check_schema(self, tree.find("soap:Body", NS)[0] if tree.tag.endswith("}Envelope") else tree, name)

    def log(self, **entry):
        with open(self.path("log.jsonl"), "a") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()

    def script(self):
        try:
            return json.load(open(self.path("script.json")))
        except FileNotFoundError:
            return {}

    def rule(self, cases):
        for index, rule in enumerate(self.script().get("rules", [])):
            fits = (
                rule.get("nth") == self.counter or rule.get("case") in cases or rule.get("all")
                or ("every" in rule and self.counter % rule["every"] == 0))
            if fits and self.used.get(index, 0) < rule.get("times", 1):
                self.used[index] = self.used.get(index, 0) + 1
                return rule
        return {"do": "accept"}


def parts(content_type, body):
    """The parts of a request by Content-ID, the root first, and the root itself."""
    head = b"MIME-Version: 1.0\r\nContent-Type: " + content_type.encode("ascii") + b"\r\n\r\n"
    message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    if message.get_content_type() != "multipart/related":
        return None, {}
    if message.get_param("type") != "application/xop+xml" or message.get_param("start-info") != "text/xml":
        raise Trouble("not SOAP 1.1 by MTOM: " + content_type)
    found = {}
    for part in message.iter_parts():
        name = part["Content-ID"].strip()
        if name in found:
            raise Trouble("two parts of one Content-ID")
        found[name] = (part.get_content_type(), part.get_payload(decode=True))
    root = found.pop(message.get_param("start"))
    if root[0] != "application/xop+xml":
        raise Trouble("the root part is not XOP")
    # The reader takes the line break before a boundary away, and nothing else.
    return root[1], found


def check_schema(court, element, name):
    if not court.schema:
        return
    path = court.path("checked-%s.xml" % threading.get_ident())
    with open(path, "wb") as file:
        file.write(ET.tostring(element, encoding="utf-8", xml_declaration=True))
    ran = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", court.schema, path], capture_output=True, text=True)
    os.remove(path)
    if ran.returncode != 0:
        raise Trouble(name + ": " + ran.stderr[:2000])


def check_files(request, files):
    """Every file that the message names is there and is what the message says, and no other is there."""
    named = set()
    for rendition in request.iter("{%s}DocumentRendition" % NS["ecf"]):
        attachment = rendition.find("nc:Attachment", NS)
        uri = attachment.findtext("nc:BinaryURI", None, NS)
        if not uri.startswith("cid:"):
            raise Trouble("not a reference to a part: " + uri)
        name = "<" + uri[4:] + ">"
        if name not in files:
            raise Trouble("no part " + name)
        named.add(name)
        kind, content = files[name]
        size = round(float(attachment.findtext("nc:BinarySizeValue", None, NS)) * 1000)
        if size != len(content):
            raise Trouble("%s has %d bytes, not %d" % (name, len(content), size))
        if hashlib.sha256(content).hexdigest() != rendition.findtext("ecf:DocumentRenditionHash", None, NS):
            raise Trouble(name + " has another SHA-256")
        if kind != attachment.findtext("nc:BinaryFormatText", None, NS) or not content.startswith(b"%PDF-"):
            raise Trouble(name + " is no PDF")
    if named != set(files):
        raise Trouble("parts that the message does not name")


def identification(identifier, category, source):
    return (
        "<nc:DocumentIdentification><nc:IdentificationID>%s</nc:IdentificationID>"
        "<nc:IdentificationCategoryDescriptionText>%s</nc:IdentificationCategoryDescriptionText>"
        "<nc:IdentificationSourceText>%s</nc:IdentificationSourceText></nc:DocumentIdentification>"
        % (identifier, category, source))


def envelope(content):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        + content + "</s:Body></s:Envelope>").encode("utf-8")


NAMESPACES = (
    ' xmlns:wrappers="%swrappers" xmlns:ecf="%secf" xmlns:cbrn="http://release.niem.gov/niem/domains/cbrn/4.1/"'
    ' xmlns:nc="http://release.niem.gov/niem/niem-core/4.0/" xmlns:j="http://release.niem.gov/niem/domains/jxdm/6.1/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:structures="http://release.niem.gov/niem/structures/4.0/"' % (ECF, ECF))


def status(code, filings, errors=(), authenticated=True):
    ids = "".join(
        identification(f["message"], "messageID", "FilingAssembly")
        + (identification(f["filing"], "filingID", "FilingReview") if f.get("filing") else "") for f in filings)
    content = "".join(
        "<cbrn:MessageContentError><cbrn:ErrorNodeName>%s</cbrn:ErrorNodeName><cbrn:ErrorDescription>"
        "<cbrn:ErrorCodeText>%s</cbrn:ErrorCodeText><cbrn:ErrorCodeDescriptionText>%s</cbrn:ErrorCodeDescriptionText>"
        "</cbrn:ErrorDescription></cbrn:MessageContentError>" % error for error in errors)
    return (
        '<cbrn:MessageStatus cbrn:systemSimulatedIndicator="false">'
        "<cbrn:SystemEventDateTime>2020-02-18T17:05:04Z</cbrn:SystemEventDateTime>"
        "<cbrn:SystemOperatingModeCode>Ops</cbrn:SystemOperatingModeCode>"
        "<cbrn:CredentialsAuthenticatedCode>%s</cbrn:CredentialsAuthenticatedCode>"
        "<cbrn:MessageStatusCode>%s</cbrn:MessageStatusCode>%s"
        "<cbrn:MessageHandlingError><cbrn:ErrorCodeText>%s</cbrn:ErrorCodeText></cbrn:MessageHandlingError>"
        "<cbrn:ResendRequestIndicator>false</cbrn:ResendRequestIndicator>"
        "<ecf:MessageStatusAugmentation>%s</ecf:MessageStatusAugmentation></cbrn:MessageStatus>"
        % ("Authenticated" if authenticated else "Not Authenticated", code, content,
           errors[0][1] if errors else "0", ids))


def response(court, code, *arguments, **named):
    content = envelope(
        "<wrappers:ReviewFilingResponse%s>%s</wrappers:ReviewFilingResponse>"
        % (NAMESPACES, status(code, *arguments, **named)))
    court.check_own(code, content)
    return content


def review(kind, number, filing, state, reason):
    return (
        "<ecf:%s><ecf:DocumentReviewDisposition><ecf:DocumentReviewStatus><nc:StatusText>%s</nc:StatusText>"
        "<nc:StatusDescriptionText>%s</nc:StatusDescriptionText></ecf:DocumentReviewStatus>"
        "</ecf:DocumentReviewDisposition><ecf:ReviewedDocument>%s<nc:DocumentIdentification><nc:IdentificationID>%s"
        "</nc:IdentificationID></nc:DocumentIdentification>"
        "<ecf:DocumentAugmentation><ecf:DocumentRendition><nc:DocumentIdentification/>"
        "<nc:Attachment/></ecf:DocumentRendition></ecf:DocumentAugmentation></ecf:ReviewedDocument></ecf:%s>"
        % (kind, state, reason, "<nc:DocumentFileControlID>D-%s-%s</nc:DocumentFileControlID>" % (filing, number),
           number, kind))


def told(filing, state, own, reasons=None):
    """What a callback and a list of filings have in common (ecf:CallbackMessageType)."""
    reasons = reasons or {}
    documents = [
        (kind, number, "rejected" if number in reasons else state, reasons.get(number, "in order"))
        for kind, number in filing["documents"]]
    reviews = "".join(
        review(kind, number, filing["filing"], each, reason) for kind, number, each, reason in
        sorted(documents, key=lambda d: d[0] != "ConnectedDocumentReview"))
    connected = "".join(re.findall("<ecf:ConnectedDocumentReview>.*?</ecf:ConnectedDocumentReview>", reviews))
    lead = "".join(re.findall("<ecf:LeadDocumentReview>.*?</ecf:LeadDocumentReview>", reviews))
    overall = "partially-accepted" if reasons else state
    return (
        identification(own, "messageID", "FilingReview")
        + identification(filing["message"], "messageID", "FilingAssembly")
        + identification(filing["filing"], "filingID", "FilingReview")
        + "<ecf:SendingMDELocationID><nc:IdentificationID>https://court.example.org/</nc:IdentificationID>"
        "</ecf:SendingMDELocationID><ecf:ServiceInteractionProfileCode>urn:oasis:names:tc:legalxml-courtfiling:schema:"
        "xsd:WebServicesMessaging-5.0</ecf:ServiceInteractionProfileCode><j:CaseCourt/>"
        "<nc:DocumentPostDate><nc:DateTime>2020-02-20T18:30:00Z</nc:DateTime></nc:DocumentPostDate>"
        + connected + "<ecf:FilingStatus><nc:StatusDescriptionText>%s</nc:StatusDescriptionText>"
        "<ecf:FilingReviewStatusCode>%s</ecf:FilingReviewStatusCode></ecf:FilingStatus>"
        % ("see the documents" if reasons else "in order", overall)
        + lead + "<nc:Case><ecf:CaseAugmentation><j:CaseNumberText>%s</j:CaseNumberText></ecf:CaseAugmentation>"
        "</nc:Case>" % filing["case"])


def write_callbacks(court, filings, partial):
    for filing in filings:
        reasons = {filing["documents"][-1][1]: "illegible"} if partial else None
        content = (
            '<wrappers:NotifyFilingReviewCompleteRequest xmlns:reviewfilingcallback="%sreviewfilingcallback"%s>'
            "<reviewfilingcallback:NotifyFilingReviewCompleteMessage>%s"
            "</reviewfilingcallback:NotifyFilingReviewCompleteMessage></wrappers:NotifyFilingReviewCompleteRequest>"
            % (ECF, NAMESPACES, told(filing, "accepted", "cb-" + filing["filing"], reasons)))
        court.check_own("callback " + str(partial), content)
        # Names count down, so that who reads them in order reads the last first.
        number = 999999 - len(court.stored) - len(os.listdir(court.path("callbacks")))
        with open(court.path("callbacks/%06d.xml" % number), "w") as file:
            file.write(content)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *arguments):
        pass

    def answer(self, code, body=b"", headers=()):
        self.send_response(code)
        self.send_header("Content-Type", "text/xml; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drop(self):
        self.close_connection = True
        try:
            self.connection.shutdown(2)
        except OSError:
            pass

    def do_POST(self):
        court = self.server.court
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self.serve(court, body)
        except (Trouble, ET.ParseError, AttributeError, KeyError, TypeError, ValueError) as trouble:
            court.log(trouble="%s: %s" % (type(trouble).__name__, trouble))
            self.answer(400)

    def authorized(self, court):
        script = court.script()
        if "token" in script:
            return self.headers.get("Authorization") == "Bearer " + script["token"]
        if "user" not in script:
            return True
        secret = base64.b64encode((script["user"] + ":" + script["password"]).encode()).decode()
        return self.headers.get("Authorization") == "Basic " + secret

    def serve(self, court, body):
        if not self.authorized(court):
            with lock:
                court.log(unauthorized=True)
            return self.answer(401, headers=[("WWW-Authenticate", 'Basic realm="court"')])
        root, files = parts(self.headers["Content-Type"], body)
        tree = ET.fromstring(root if root is not None else body)
        if tree.tag != "{%s}Envelope" % NS["soap"]:
            raise Trouble("not a SOAP 1.1 envelope")
        request = tree.find("soap:Body", NS)[0]
        name = request.tag.split("}")[1]
        action = self.headers["SOAPAction"]
        if action != '"%s%s"' % (ACTION, name.replace("Request", "")):
            raise Trouble("SOAPAction " + str(action))
        check_schema(court, request, name)
        if name == "GetFilingListRequest":
            return self.list(court, request)
        if name != "ReviewFilingRequest":
            raise Trouble("no such operation: " + name)
        check_files(request, files)
        self.file(court, request)

    def list(self, court, request):
        message = request.findtext(".//list:FilingListQueryCriteria/nc:DocumentIdentification/nc:IdentificationID", None, NS)
        with lock:
            found = court.stored.get(message)
            court.log(asked=message, known=found is not None)
        matching = "<ecf:MatchingFiling>%s</ecf:MatchingFiling>" % told(found, "received", "m-1") if found else ""
        content = envelope(
            '<wrappers:GetFilingListResponse xmlns:filinglistresponse="%sfilinglistresponse"%s>'
            "<filinglistresponse:GetFilingListResponseMessage>%s"
            "<ecf:SendingMDELocationID><nc:IdentificationID>https://court.example.org/</nc:IdentificationID>"
            "</ecf:SendingMDELocationID><ecf:ServiceInteractionProfileCode>urn:oasis:names:tc:legalxml-courtfiling:"
            "schema:xsd:WebServicesMessaging-5.0</ecf:ServiceInteractionProfileCode><j:CaseCourt/>"
            "<nc:DocumentPostDate><nc:DateTime>2020-02-18T17:05:04Z</nc:DateTime></nc:DocumentPostDate>%s"
            "</filinglistresponse:GetFilingListResponseMessage></wrappers:GetFilingListResponse>"
            % (ECF, NAMESPACES, identification("l-1", "messageID", "FilingReview"), matching))
        court.check_own("list " + str(found is not None), content)
        self.answer(200, content)

    def file(self, court, request):
        filings = []
        for message in request.findall("filing:FilingMessage", NS):
            documents = [
                ("ConnectedDocumentReview" if "Connected" in d.tag else "LeadDocumentReview",
                 d.findtext("nc:DocumentIdentification/nc:IdentificationID", None, NS))
                for d in message if d.tag in (
                    "{%s}FilingLeadDocument" % NS["filing"], "{%s}FilingConnectedDocument" % NS["filing"])]
            filings.append({
                "message": message.findtext("nc:DocumentIdentification/nc:IdentificationID", None, NS),
                "case": message.findtext(".//j:CaseNumberText", None, NS), "documents": documents})
        with lock:
            court.counter += 1
            rule = court.rule([f["case"] for f in filings])
            do = rule["do"]
            known = [f for f in filings if f["message"] in court.stored]
            takes = do in (
                "accept", "partial", "duplicate", "slow", "drop-after", "hang", "malformed", "oversize", "echo",
                "wait-file")
            if takes and not known:
                for filing in filings:
                    filing["filing"] = "F-%06d" % (len(court.stored) + 1)
                    court.stored[filing["message"]] = filing
                write_callbacks(court, filings, do == "partial")
                court.log(did=do, stored=filings)
            elif takes:
                court.log(did="duplicate", messages=[f["message"] for f in known])
                if do in ("accept", "slow", "wait-file"):
                    return self.answer(200, response(court, "DuplicateMessage", [court.stored[f["message"]] for f in known]))
            else:
                court.log(did=do, messages=[f["message"] for f in filings])
        self.reply(court, do, rule, [court.stored.get(f["message"], f) for f in filings])

    def reply(self, court, do, rule, filings):
        if do == "slow":
            time.sleep(rule.get("seconds", 0.2))
        if do in ("hang", "lose"):
            with lock, open(court.path("hanging.jsonl"), "a") as file:
                file.write("".join(f["case"] + "\n" for f in filings))
        if do in ("wait-file", "hang", "lose"):
            # Until the test has done what it wants to do meanwhile; bounded, as the test may have failed.
            end = time.monotonic() + 60
            while not os.path.exists(court.path(rule.get("file", "go"))) and time.monotonic() < end:
                time.sleep(0.005)
        if do in ("accept", "partial", "slow", "wait-file"):
            self.answer(200, response(court, "Success", filings))
        elif do == "duplicate":
            self.answer(200, response(court, "DuplicateMessage", filings))
        elif do == "reject":
            self.answer(200, response(court, "DataError", filings, [("CaseNumberText", "4", "no such case")]))
        elif do == "unauthenticated":
            self.answer(200, response(court, "MessageError", filings, [("x", "2", "who")], authenticated=False))
        elif do == "error":
            self.answer(500, b"<html><body>Internal Server Error</body></html>")
        elif do == "fault":
            self.answer(500, envelope(
                "<s:Fault><faultcode>s:Server</faultcode><faultstring>down</faultstring></s:Fault>"))
        elif do == "unavailable":
            self.answer(503, headers=[("Retry-After", str(rule.get("after", 0)))])
        elif do == "busy":
            self.answer(429, headers=[("Retry-After", str(rule.get("after", 0)))])
        elif do in ("drop-before", "drop-after", "hang", "lose"):
            self.drop()
        elif do == "malformed":
            self.answer(200, b"<wrappers:ReviewFilingResponse><unclosed>")
        elif do == "oversize":
            self.answer(200, b" " * (rule.get("bytes", 6 << 20)))
        elif do == "redirect":
            self.answer(302, headers=[("Location", rule["to"])])
        elif do == "forbidden":
            self.answer(403)
        elif do == "unknown-path":
            self.answer(404)
        elif do == "refuse":
            self.answer(400)
        elif do == "echo":
            # A careless server: what it was sent as Authorization comes back in its error.
            said = self.headers.get("Authorization", "")
            clear = base64.b64decode(said.split()[-1]).decode("latin-1") if said.startswith("Basic") else said
            self.answer(200, response(court, "DataError", filings, [("h", "100", "%s and %s" % (said, clear))]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--clients")
    parser.add_argument("--schema")
    arguments = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.court = Court(arguments.folder, arguments.schema)
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate, arguments.key)
        if arguments.clients:
            context.load_verify_locations(arguments.clients)
            context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with open(os.path.join(arguments.folder, "port.new"), "w") as file:
        file.write(str(server.server_address[1]))
    os.rename(os.path.join(arguments.folder, "port.new"), os.path.join(arguments.folder, "port"))
    server.serve_forever()


main()
