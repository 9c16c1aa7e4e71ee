package org.imprimatur.benchmarks.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads answers one after the other from a connection (RFC 9112). Strict, since a figure from a misread answer would
 * be worth nothing: what isn't understood ends the measurement instead of being counted.
 */
final class ReplyReader {
    private static final int LONGEST_HEAD = 1 << 16;
    private static final int LONGEST_BODY = 1 << 26;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?");

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next answer to its end and no further.
     *
     * @param withoutBody whether it answers a HEAD, whose length is that of a body which doesn't come
     * @throws EOFException if the connection ends before the answer does
     * @throws IOException if it is no answer of HTTP/1, or longer than any that is measured here
     */
    Reply read(boolean withoutBody) throws IOException {
        String statusLine = line(LONGEST_HEAD);
        if (!STATUS_LINE.matcher(statusLine).matches()) {
            throw new IOException("no answer of HTTP/1: " + statusLine);
        }
        int headerBytes = statusLine.length() + 2;
        Map<String, String> headers = new HashMap<>();
        for (String line = line(LONGEST_HEAD - headerBytes); !line.isEmpty(); line = line(LONGEST_HEAD - headerBytes)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header field: " + line);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            // Of all fields this one alone may come again and mean each of its values.
            headers.merge(name, line.substring(colon + 1).strip(),
                    (earlier, later) -> name.equals("set-cookie") ? earlier + "\n" + later : later);
            headerBytes += line.length() + 2;
        }
        int status = Integer.parseInt(statusLine, "HTTP/1.1 ".length(), "HTTP/1.1 200".length(), 10);
        byte[] body = withoutBody || status == 204 || status == 304 ? new byte[0] : body(headers);
        return new Reply(status, headers, body, headerBytes + 2);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String coding = headers.get("transfer-encoding");
        if (coding == null) {
            return exactly(number(headers.getOrDefault("content-length", "0"), 10, LONGEST_BODY));
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new IOException("no transfer coding that is understood here: " + coding);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunk(LONGEST_BODY); size > 0; size = chunk(LONGEST_BODY - all.size())) {
            all.writeBytes(exactly(size));
            endOfChunk();
        }
        endOfChunk();
        return all.toByteArray();
    }

    private int chunk(int most) throws IOException {
        return number(line(LONGEST_HEAD).split(";", 2)[0].strip(), 16, most);
    }

    private void endOfChunk() throws IOException {
        String rest = line(LONGEST_HEAD);
        if (!rest.isEmpty()) {
            throw new IOException("a chunk that isn't as long as it says");
        }
    }

    private static int number(String text, int radix, int most) throws IOException {
        try {
            int number = Integer.parseUnsignedInt(text, radix);
            if (number < 0 || number > most) {
                throw new IOException("an answer longer than " + LONGEST_BODY + " bytes");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IOException("no length: " + text, e);
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the connection ended within an answer");
        }
        return bytes;
    }

    private String line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(96);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection ended before an answer");
            }
            if (line.size() >= longest) {
                throw new IOException("an answer whose header fields are longer than " + LONGEST_HEAD + " bytes");
            }
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
