package org.imprimatur.publishing.announcement;

import org.imprimatur.publishing.release.SiteInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imprimatur.publishing.Stories.NOON;
import static org.imprimatur.publishing.Stories.approved;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.imprimatur.events.CloudEventHeaders;
import org.imprimatur.events.EventCodec;
import org.imprimatur.localstack.backing.MongoBacking;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.starter.tracing.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances that announce what they released. On a real database; the channel to the broker is the test's. */
class AnnouncerTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final String database = "announcer-" + UUID.randomUUID();
    private final Clock clock = Clock.fixed(NOON.plusSeconds(3_600), ZoneOffset.UTC);
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> sent = new ArrayList<>();
    private boolean broken;

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
        client.close();
    }

    private Announcer announcer(SiteInstance room) {
        return new Announcer(room.announcements(), room.publisher(), message -> {
            if (broken) {
                throw new IllegalStateException("No broker");
            }
            return sent.add(String.valueOf(message.getHeaders().get(CloudEventHeaders.ID)));
        }, new EventCodec(), new Traces(Tracer.NOOP, Propagator.NOOP), nanos::get);
    }

    private SiteInstance open(String name) {
        return SiteInstance.open(name, client, database, clock);
    }

    @Test
    void everyEditionIsAnnouncedOnceByTheInstanceThatMadeIt() {
        var one = open("one");
        var two = open("two");
        one.take(List.of(approved("a", 1, Section.CASES, "a")));
        two.take(List.of(approved("b", 1, Section.CASES, "b")));
        one.take(List.of(approved("c", 1, Section.CASES, "c")));

        var second = announcer(two);
        second.work();
        assertThat(sent).containsExactly("edition-3-b");
        var first = announcer(one);
        first.work();
        first.work();
        second.work();
        assertThat(sent).containsExactly("edition-3-b", "edition-2-a", "edition-4-c");
    }

    @Test
    void anInstanceThatIsGoneLeavesItsAnnouncementsToTheOthers() {
        open("gone").take(List.of(approved("a", 1, Section.CASES, "a")));
        var other = announcer(open("other"));
        other.work();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        other.work();
        assertThat(sent).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        other.work();
        other.work();
        assertThat(sent).containsExactly("edition-2-a");
    }

    @Test
    void anAnnouncementWaitsForTheBroker() {
        var room = open("one");
        var announcer = announcer(room);
        room.take(List.of(approved("a", 1, Section.CASES, "a")));
        broken = true;
        assertThatThrownBy(announcer::work).hasMessage("No broker");
        broken = false;
        announcer.work();
        assertThat(sent).containsExactly("edition-2-a");
    }
}
