package org.imprimatur.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void answersAreReadOneAfterTheOtherAndToTheByte() throws IOException {
        ReplyReader replies = over(OK + "Content-Length: 5\r\nETag:  \"x\" \r\n\r\nfirst"
                + "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"
                + OK + "Transfer-Encoding: chunked\r\n\r\n3;why=not\r\nthi\r\n2\r\nrd\r\n0\r\n\r\n"
                + "HTTP/1.1 404 \r\n\r\n");

        Reply first = replies.read(false);
        assertThat(text(first)).isEqualTo("first");
        assertThat(first.header("etag")).isEqualTo("\"x\"");
        assertThat(first.headerBytes()).isEqualTo((OK + "Content-Length: 5\r\nETag:  \"x\" \r\n\r\n").length());
        assertThat(replies.read(false).status()).isEqualTo(304);
        assertThat(text(replies.read(false))).isEqualTo("third");
        assertThat(replies.read(false).status()).isEqualTo(404);
    }

    @Test
    void everyCookieThatIsSetIsGivenBack() throws IOException {
        ReplyReader replies = over(OK + "Set-Cookie: a=1; Path=/; HttpOnly\r\nset-cookie: b=2; Max-Age=5\r\n\r\n" + OK
                + "\r\n");

        assertThat(replies.read(true).cookies()).isEqualTo("a=1; b=2");
        assertThat(replies.read(true).cookies()).isEmpty();
    }

    @Test
    void theAnswerToAHeadHasNoBodyWhateverItsLength() throws IOException {
        ReplyReader replies = over(OK + "Content-Length: 5\r\n\r\n" + OK + "\r\n");

        assertThat(replies.read(true).body()).isEmpty();
        assertThat(replies.read(true).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "HTTP/1.1 200", "HTTP/2 200\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
        "SSH-2.0-x\r\n\r\n",
        OK + "no colon\r\n\r\n", OK + ": no name\r\n\r\n", OK, OK + "Content-Length: 5\r\n\r\nfour",
        OK + "Content-Length: five\r\n\r\n", OK + "Content-Length: -1\r\n\r\n",
        OK + "Content-Length: 4294967295\r\n\r\n", OK + "Content-Length: 99999999999\r\n\r\n",
        OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nthree\r\n0\r\n\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n", OK + "Transfer-Encoding: chunked\r\n\r\nx\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"})
    void whatIsNoWholeAnswerIsRefused(String sent) {
        assertThatThrownBy(() -> over(sent).read(false)).isInstanceOf(IOException.class);
    }

    @Test
    void fieldsWithoutEndDoNotFillTheMemory() {
        String longer = OK + "x".repeat(1 << 20);

        assertThatThrownBy(() -> over(longer).read(false)).isInstanceOf(IOException.class)
                .hasMessageContaining("header fields are longer than");
    }

    private static ReplyReader over(String sent) {
        return new ReplyReader(new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.ISO_8859_1);
    }
}
