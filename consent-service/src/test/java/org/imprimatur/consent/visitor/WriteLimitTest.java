package org.imprimatur.consent.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.imprimatur.consent.RunningService;
import org.eclipse.jetty.http.HttpFields;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.sender.Senders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteLimitTest extends RunningService {
    private final AtomicLong now = new AtomicLong();
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    void oneSenderCannotFloodTheLogAndOthersDoNotNotice() {
        String flood = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        String notice = notice();
        for (int choice = 0; choice < 20; choice++) {
            assertThat(post("/api/v1/choices", choice(notice, true, false, false), Senders.FIELD, flood).statusCode())
                    .isEqualTo(201);
        }
        // Some room may have been made meanwhile.
        HttpResponse<String> refused = post("/api/v1/choices", choice(notice, true, false, false), Senders.FIELD,
                flood);
        for (int more = 0; more < 20 && refused.statusCode() == 201; more++) {
            refused = post("/api/v1/choices", choice(notice, true, false, false), Senders.FIELD, flood);
        }
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 7L);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(setCookies(refused)).isEmpty();
        HttpResponse<String> page = form(notice, Senders.FIELD, flood);
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.body()).contains("<h1>Your choice was not recorded</h1>", "try again later");
        assertThat(form(notice, Senders.FIELD, flood.replace(flood.charAt(0), flood.charAt(0) == 'a' ? 'b' : 'a'))
                .statusCode()).isEqualTo(303);
        assertThat(form(notice, "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(303);
    }

    @Test
    void roomIsMadeAsTimeGoesBy() {
        WriteLimit limit = limit(false, "");
        for (int write = 0; write < 3; write++) {
            limit.require(from("192.0.2.7", null));
        }
        assertThat(refusal(limit, from("192.0.2.7", null)).headers().getFirst("Retry-After")).isEqualTo("601");
        limit.require(from("192.0.2.8", null));
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        limit.require(from("192.0.2.7", null));
        refusal(limit, from("192.0.2.7", null));
    }

    @Test
    void theWordOfAProxyCountsOnlyWhereItIsTrusted() {
        WriteLimit alone = limit(false, "");
        WriteLimit behindAProxy = limit(true, Senders.FIELD);
        for (int write = 0; write < 3; write++) {
            alone.require(from("192.0.2.7", String.valueOf(write).repeat(32)));
            behindAProxy.require(from("127.0.0.1", "a".repeat(32)));
        }
        refusal(alone, from("192.0.2.7", "f".repeat(32)));
        refusal(behindAProxy, from("::1", "a".repeat(32)));
        behindAProxy.require(from("::1", "b".repeat(32)));
    }

    @Test
    void thisMachineHasNoLimitWhereItIsExempt() {
        WriteLimit limit = limit(true, Senders.FIELD);
        for (int write = 0; write < 100; write++) {
            limit.require(from("127.0.0.1", null));
            limit.require(from("0:0:0:0:0:0:0:1", null));
        }
    }

    private WriteLimit limit(boolean exemptLoopback, String field) {
        return new WriteLimit(new WriteLimitSettings(3, 6, exemptLoopback, field), new SecureRandom(), time);
    }

    private static ProblemException refusal(WriteLimit limit, Asked request) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> limit.require(request));
        assertThat(refusal.problem().status()).isEqualTo(429);
        return refusal;
    }

    private static Asked from(String address, @Nullable String sender) {
        var fields = HttpFields.build();
        if (sender != null) {
            fields.add(Senders.FIELD, sender);
        }
        return new Asked("", fields, Map.of(), ByteBuffer.allocate(0), InetAddress.ofLiteral(address));
    }

    private HttpResponse<String> form(String notice, String... headers) {
        return send(request("/choices", headers).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "id=" + UUID.randomUUID() + "&notice=" + notice + "&language=en&decision=accept"))
                .build());
    }
}
