package org.imprimatur.consent.visitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.starter.sender.Senders;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Bounds what one sender can write. Whoever sends is known by a name that leads to no address, here where the connection
 * ends or, where that is a proxy of this house, by the proxy's word; names are in memory only, and no longer than they
 * matter.
 */
@Component
public class WriteLimit {
    private static final Problem TOO_MANY = new Problem("too-many-choices",
            "More choices came from one sender than are taken", 429);
    private static final int MOST_SENDERS = 100_000;

    private final WriteLimitSettings settings;
    private final TimeMeter time;
    private final Senders senders;
    private final Cache<String, Bucket> buckets;

    @Autowired
    WriteLimit(WriteLimitSettings settings, SecureRandom random) {
        this(settings, random, TimeMeter.SYSTEM_NANOTIME);
    }

    WriteLimit(WriteLimitSettings settings, SecureRandom random, TimeMeter time) {
        this.settings = settings;
        this.time = time;
        this.senders = new Senders(random, time::currentTimeNanos);
        // A bucket that nobody took from for so long is full, as a new one would be.
        Duration filling = Duration.ofHours(1).multipliedBy(1 + settings.burst() / settings.perHour());
        this.buckets = Caffeine.newBuilder().maximumSize(MOST_SENDERS).expireAfterAccess(filling)
                .ticker(time::currentTimeNanos).build();
    }

    /** Counts a write, or ends the request with 429 and says when there will be room. */
    public void require(Asked request) {
        String sender = sender(request);
        if (sender == null) {
            return;
        }
        ConsumptionProbe write = buckets.get(sender, first -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!write.isConsumed()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(write.getNanosToWaitForRefill());
            throw new ProblemException(TOO_MANY, "Try again in " + seconds + " s.")
                    .withHeader("Retry-After", Long.toString(seconds));
        }
    }

    /** The sender's name; null where there is no limit for it. */
    private @Nullable String sender(Asked request) {
        String told = settings.senderField().isEmpty() ? null : request.field(settings.senderField());
        if (told != null && told.matches(Senders.FORM)) {
            return told;
        }
        InetAddress address = request.from();
        return address == null || (settings.exemptLoopback() && address.isLoopbackAddress())
                ? null
                : senders.nameOf(address);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.burst()).refillGreedy(settings.perHour(),
                        Duration.ofHours(1)))
                .withCustomTimePrecision(time).build();
    }
}
