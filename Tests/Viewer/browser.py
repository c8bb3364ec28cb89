"""A headless Chromium, driven over its DevTools protocol with nothing but the standard library."""
import base64
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import urllib.request

import numpy as np


def find():
    """The path of a Chromium; None where there is none."""
    asked = os.environ.get("CLAUSIUS_CHROMIUM")
    names = [asked] if asked else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


class Socket:
    """The client's side of a WebSocket, as much of it as the protocol needs (RFC 6455)."""

    def __init__(self, address):
        host, path = address.removeprefix("ws://").split("/", 1)
        name, port = host.split(":")
        self.stream = socket.create_connection((name, int(port)), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.stream.recv(1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode())

    def send(self, text):
        body = text.encode()
        mask = os.urandom(4)
        size = len(body)
        head = (
            struct.pack("!BB", 0x81, 0x80 | size) if size < 126
            else struct.pack("!BBH", 0x81, 0xFE, size) if size < 1 << 16
            else struct.pack("!BBQ", 0x81, 0xFF, size))
        keys = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(body, "big") ^ int.from_bytes(keys, "big")).to_bytes(size, "big")
        self.stream.sendall(head + mask + masked)

    def exactly(self, count):
        parts = []
        while count:
            part = self.stream.recv(min(count, 1 << 20))
            if not part:
                raise ConnectionError("the browser is gone")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def receive(self):
        """The next text, put together of its parts."""
        text = b""
        while True:
            first, second = self.exactly(2)
            size = second & 0x7F
            if size == 126:
                size = struct.unpack("!H", self.exactly(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self.exactly(8))[0]
            body = self.exactly(size)
            if first & 0x0F in (0, 1):
                text += body
                if first & 0x80:
                    return text.decode()
            elif first & 0x0F == 8:
                raise ConnectionError("the browser closed the connection")


class Browser:
    """A browser with one page, and what happened in it."""

    FLAGS = [
        "--headless", "--no-sandbox", "--remote-debugging-port=0", "--no-first-run",
        "--enable-unsafe-swiftshader", "--hide-scrollbars", "--force-device-scale-factor=1",
    ]

    def __init__(self, *flags, size=(1280, 900)):
        self.folder = tempfile.mkdtemp()
        self.process = subprocess.Popen(
            [find(), *self.FLAGS, *flags, f"--user-data-dir={self.folder}",
             f"--window-size={size[0]},{size[1]}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        place = pathlib.Path(self.folder) / "DevToolsActivePort"
        end = time.time() + 60
        while not place.exists() or not place.read_text().strip():
            if time.time() > end or self.process.poll() is not None:
                raise ConnectionError("Chromium does not begin")
            time.sleep(0.05)
        port = place.read_text().split()[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            pages = [page for page in json.load(answer) if page["type"] == "page"]
        self.socket = Socket(pages[0]["webSocketDebuggerUrl"])
        self.number = 0
        self.problems = []
        self.requests = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(*size)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, **parameters):
        """Asks the browser and waits for its answer; what happens meanwhile is noted."""
        self.number += 1
        self.socket.send(json.dumps(
            {"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.receive())
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.note(message)

    def note(self, message):
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.problems.append(
                details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
            self.problems.append(str([part.get("value") for part in parameters["args"]]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            # What Chromium says of drawing without a graphics card is none of the page's doing.
            if "GPU stall" not in parameters["entry"]["text"]:
                self.problems.append(parameters["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])

    def open(self, address):
        """Opens a page and waits until it has begun."""
        self.problems.clear()
        self.requests.clear()
        self.call("Page.navigate", url="about:blank")
        self.requests.clear()
        self.call("Page.navigate", url=address)
        self.until(
            "document.readyState === 'complete' && (!!globalThis.clausiusView"
            " || !document.getElementById('trouble').hidden)")
        self.rest()

    def value(self, expression):
        """What an expression of the page is worth; promises are awaited."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def until(self, expression, seconds=30):
        """Waits until an expression is true."""
        end = time.time() + seconds
        while not self.value(expression):
            if time.time() > end:
                raise TimeoutError(f"never true: {expression}")
            time.sleep(0.03)

    def rest(self):
        """Waits until what was asked for is drawn."""
        self.value(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def resize(self, width, height, density=1):
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=density, mobile=False)

    def prefer(self, **features):
        """Sets what a reader prefers: prefers_color_scheme="dark"."""
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()])
        self.rest()

    KEYS = {" ": ("Space", 32), "End": ("End", 35), "Home": ("Home", 36), "Tab": ("Tab", 9),
            "ArrowLeft": ("ArrowLeft", 37), "PageDown": ("PageDown", 34), "Enter": ("Enter", 13)}

    def press(self, key):
        code, number = self.KEYS.get(key, (key, ord(key[0])))
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=code,
                windowsVirtualKeyCode=number, **(text if kind == "keyDown" else {}))
        self.rest()

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1,
                buttons=1)
        self.rest()

    def box(self, selector):
        """Where an element is: left, top, width, height in the page."""
        return self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
            " return [b.left, b.top, b.width, b.height]; })()")

    def picture(self, selector=None, path=None):
        """The pixels of an element, or of the whole page, [height][width][3]."""
        more = {}
        if selector:
            x, y, width, height = self.box(selector)
            scroll = self.value("[scrollX, scrollY]")
            more["clip"] = dict(
                x=x + scroll[0], y=y + scroll[1], width=width, height=height, scale=1)
        data = base64.b64decode(self.call(
            "Page.captureScreenshot", format="png", captureBeyondViewport=bool(selector),
            **more)["data"])
        if path:
            pathlib.Path(path).write_bytes(data)
        return self.decoded(data)

    def decoded(self, data):
        """The pixels of a PNG file, [height][width][3]; the browser unpacks it."""
        text = base64.b64encode(data).decode()
        width, height, pixels = self.value(f"""new Promise((done, fail) => {{
            const image = new Image();
            image.onerror = () => fail(new Error("no picture"));
            image.onload = () => {{
                const canvas = document.createElement("canvas");
                [canvas.width, canvas.height] = [image.width, image.height];
                const pen = canvas.getContext("2d");
                pen.drawImage(image, 0, 0);
                const bytes = pen.getImageData(0, 0, image.width, image.height).data;
                const parts = [];
                for (let k = 0; k < bytes.length; k += 32768) {{
                    parts.push(String.fromCharCode(...bytes.subarray(k, k + 32768)));
                }}
                done([image.width, image.height, btoa(parts.join(""))]);
            }};
            image.src = "data:image/png;base64,{text}";
        }})""")
        raw = np.frombuffer(base64.b64decode(pixels), np.uint8)
        return raw.reshape(height, width, 4)[:, :, :3].astype(int)
