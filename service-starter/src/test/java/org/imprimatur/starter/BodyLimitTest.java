package org.imprimatur.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a request arrives, however much of the request is still under way when it is given. */
class BodyLimitTest extends RunningSample {
    /** Blanks, which say nothing about what is coming, in JSON as in a form. */
    private static final byte[] PIECE = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    private static final int PIECES = 160;

    /** A client of the simplest kind: it sends everything, and only then reads. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /open/notes    | application/json | 413
            POST /open/forms    | application/x-www-form-urlencoded | 413
            POST /open/nothing  | application/json | 413
            GET  /open/searches | application/json | 413
            """)
    void tenMegabytesGetTheirAnswerEveryTime(String target, String type, int status) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(declared(target, type)).as("attempt " + attempt).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** What is refused for another reason before its end is known has a body on its way, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /open/notes    | application/json | 413
            POST /open/forms    | application/x-www-form-urlencoded | 413
            POST /open/notes    | application/xml  | 415
            POST /open/nothing  | application/json | 404
            PUT  /open/notes    | application/json | 405
            GET  /open/searches | application/json | 200
            """)
    void aBodyOfUnknownLengthGetsItsAnswerEveryTime(String target, String type, int status) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(chunked(target, type)).as("attempt " + attempt).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** Jetty itself refuses these, before anything else looks at them. */
    @ParameterizedTest
    @ValueSource(strings = {"POST /open/notes%00", "POST /%ff", "POST /open/%2e%2e/notes"})
    void anAddressThatIsNoneGetsItsAnswerEveryTime(String target) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(declared(target, "application/json")).as("attempt " + attempt).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void theConnectionServesTheNextRequestAfterwards() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            for (int attempt = 0; attempt < 3; attempt++) {
                out.write(head("POST /open/notes", "application/json", "Content-Length: " + PIECES * PIECE.length));
                for (int piece = 0; piece < PIECES; piece++) {
                    out.write(PIECE);
                }
                assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
            }
        }
    }

    @Test
    void whoeverAsksBeforeSendingIsToldAtOnce() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(
                    head("POST /open/notes", "application/json", "Expect: 100-continue\r\nContent-Length: 10000000"));
            assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
        }
    }

    private String declared(String target, String type) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(target, type, "Content-Length: " + PIECES * PIECE.length));
            for (int piece = 0; piece < PIECES; piece++) {
                out.write(PIECE);
            }
            return firstLine(socket.getInputStream());
        }
    }

    private String chunked(String target, String type) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(target, type, "Transfer-Encoding: chunked"));
            for (int piece = 0; piece < PIECES; piece++) {
                out.write((Integer.toHexString(PIECE.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(PIECE);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return firstLine(socket.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static byte[] head(String target, String type, String more) {
        return (target.replaceAll(" +", " ") + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + more
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The status line, and the rest of a short answer read and dropped. */
    private static String firstLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer, but " + head);
            }
            head.append((char) next);
        }
        String[] length = head.toString().split("(?i)content-length: ", 2);
        if (length.length == 2) {
            in.readNBytes(Integer.parseInt(length[1].substring(0, length[1].indexOf('\r'))));
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
