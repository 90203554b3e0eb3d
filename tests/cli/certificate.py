# SPDX-License-Identifier: Apache-2.0
"""certificate.py -- certificates of an authority of our own, and an identity provider with one."""
import contextlib, http.server, json, socket, ssl, subprocess, threading

def openssl(at, *words):
    subprocess.run(["openssl", *words], cwd=at, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def certificate(at, days):
    """cert.pem and key.pem of localhost, signed by ca.pem."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl(at, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "400", "-subj", "/CN=Test authority")
    openssl(at, "req", *key, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost")
    (at / "names").write_text("subjectAltName=DNS:localhost\n")
    openssl(at, "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", str(days), "-extfile", "names", "-out", "cert.pem")

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]

class Discovery(http.server.BaseHTTPRequestHandler):
    """Says of every address that it is all of a provider's."""
    def do_GET(self):
        self.server.asked.append(self.path)
        at = self.server.at
        body = json.dumps({"issuer": at, "authorization_endpoint": at + "/a", "token_endpoint": at + "/t", "jwks_uri": at + "/k"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass

@contextlib.contextmanager
def provider(at):
    """By https, with a certificate that nobody but its own authority has heard of."""
    certificate(at, 90)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Discovery)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(at / "cert.pem", at / "key.pem")
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.at, server.asked = f"https://localhost:{server.server_port}", []
    server.handle_error = lambda *of: None
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
