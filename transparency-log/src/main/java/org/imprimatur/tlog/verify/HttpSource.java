package org.imprimatur.tlog.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.imprimatur.tlog.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A log on a web server that may be hostile: follows no redirect, reads no more than asked for, and gives each file a
 * fixed time from the first byte sent to the last one received.
 */
final class HttpSource implements LogSource {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE_ANSWER = Duration.ofSeconds(30);

    /** What gzip adds to what can't be compressed is less than this, for the longest file that is read. */
    private static final int GZIP_AT_MOST = 1 << 16;

    private final String prefix;

    private final @Nullable String token;

    private final Duration wholeAnswer;

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT).build();

    /** @param token sent to this address and, since no redirect is followed, to no other; null to send none */
    HttpSource(URI address, @Nullable String token) {
        this(address, token, WHOLE_ANSWER);
    }

    HttpSource(URI address, @Nullable String token, Duration wholeAnswer) {
        if (address.getHost() == null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("a log's address has a host, and no query or fragment");
        }
        this.prefix = address.toString().replaceFirst("/+$", "") + "/";
        if (token != null && !token.matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new IllegalArgumentException("a bearer token has other characters (RFC 6750, section 2.1)");
        }
        this.token = token;
        this.wholeAnswer = wholeAnswer;
    }

    @Override
    public byte @Nullable [] read(String path, int limit) {
        URI address = URI.create(prefix + path);
        HttpResponse<byte[]> answer = answer(address, limit);
        return switch (answer.statusCode()) {
            case 200 -> decoded(address, answer, limit);
            case 404, 410 -> null;
            case 401, 403 -> throw new UnreadableException(address + " answered " + answer.statusCode()
                    + ": it wants a token of somebody who may read it, given with --token", null);
            default -> throw new UnreadableException(address + " answered " + answer.statusCode(), null);
        };
    }

    private HttpResponse<byte[]> answer(URI address, int limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip, identity")
                .timeout(wholeAnswer);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        // The request's own timeout ends with the header; a body that trickles in has to be timed here.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request.build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit + GZIP_AT_MOST));
        try {
            return answer.get(wholeAnswer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(address, limit, e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnreadableException(address + " did not answer within " + wholeAnswer.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted while reading " + address, e);
        }
    }

    /**
     * The file itself. A log may send its entries as gzip to whoever asks, whatever they accept (C2SP tlog-tiles,
     * "Entries"), so this one coding is taken off; the file's limit holds for what comes out of it.
     */
    private static byte[] decoded(URI address, HttpResponse<byte[]> answer, int limit) {
        String coding = answer.headers().firstValue("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        byte[] bytes = switch (coding) {
            case "identity" -> answer.body();
            case "gzip" -> unzipped(address, answer.body(), limit);
            default -> throw new UnreadableException(
                    address + " came as " + coding + ", which nobody asked for: only gzip is understood", null);
        };
        if (bytes.length > limit) {
            throw new MalformedException(tooLong(address, limit));
        }
        return bytes;
    }

    /** One byte more than the limit at the most: a small answer must not fill the memory. */
    private static byte[] unzipped(URI address, byte[] body, int limit) {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return content.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new MalformedException(address + " is no gzip, as its header says", e);
        }
    }

    private static String tooLong(URI address, int limit) {
        return address + " is longer than " + limit + " bytes";
    }

    private static RuntimeException failure(URI address, int limit, ExecutionException e) {
        Throwable cause = e.getCause();
        boolean cut = cause instanceof IOException && String.valueOf(cause.getMessage()).contains("body exceeds");
        return cut
                ? new MalformedException(tooLong(address, limit), e)
                : new UnreadableException(address + " cannot be read: " + cause, e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
