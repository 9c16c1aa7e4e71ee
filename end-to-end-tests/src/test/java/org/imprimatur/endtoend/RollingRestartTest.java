package org.imprimatur.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.localstack.StackSettings;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.imprimatur.tlog.json.CanonicalJson;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.torture.cluster.Cluster;
import org.imprimatur.torture.cluster.Victim;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances of each service, restarted one after the other by SIGTERM while everybody is at work. */
@Timeout(900)
@Tag("long")
class RollingRestartTest {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final String SITE = "http://newsroom.example";
    private static final Pattern VERSION = Pattern.compile("Version (\\d+) of the words");

    private final Path folder = TemporaryFolder.create("rolling");
    private final ScheduledExecutorService people = Executors.newScheduledThreadPool(16);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicInteger published = new AtomicInteger();
    private final List<Balancer> balancers = new ArrayList<>();
    private Cluster cluster;
    private Balancer sites;
    private Balancer desks;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(Programs.onPath("mongod").isPresent(), "no mongod on the PATH");
        cluster = Cluster.start(StackSettings.findHome(), folder);
        sites = balancer("publishing-", cluster.sites());
        desks = balancer("content-", cluster.content());
    }

    @AfterEach
    void stop() {
        people.shutdownNow();
        balancers.forEach(Balancer::close);
        if (cluster != null) {
            cluster.close();
        }
        TemporaryFolder.delete(folder);
    }

    private Balancer balancer(String prefix, List<String> addresses) {
        Balancer balancer = new Balancer(addresses, instances(prefix));
        balancers.add(balancer);
        return balancer;
    }

    private List<Victim> instances(String prefix) {
        return cluster.victims().stream().filter(victim -> victim.name().startsWith(prefix)).toList();
    }

    @Test
    void aRollingRestartFailsNoRequestAndShowsNoReaderAnOlderEditionAfterANewerOne() {
        String story = begin();
        assertThat(Await.until(() -> published.get() > 3 && failures.isEmpty(), READY)).as("%s", failures).isTrue();

        for (String service : List.of("publishing-", "content-", "consent-")) {
            for (Victim instance : instances(service)) {
                int before = published.get();
                Instant told = Instant.now();
                instance.stop();
                Duration took = Duration.between(told, Instant.now());
                instance.start();
                assertThat(Await.until(instance::isReady, READY)).as(instance.name()).isTrue();
                assertThat(Await.until(() -> published.get() > before + 2 && balancers.stream().allMatch(
                        balancer -> instances(service).stream().filter(balancer::sendsTo).count() != 1), READY))
                        .as("the newsroom goes on, and all instances are sent requests").isTrue();
                System.out.printf("%s ended %d ms after it was told; %d answers so far%n", instance.name(),
                        took.toMillis(), answered.get());
                // Ended by itself, not by the patience of whoever ends processes.
                assertThat(took).isLessThan(Duration.ofSeconds(20));
                assertThat(failures).isEmpty();
            }
        }
        assertThat(answered.get()).isGreaterThan(1_000);
        assertThat(story).isNotEmpty();
    }

    /** Sets everybody to work; returns the path of the story that is corrected all the time. */
    private String begin() {
        HttpClient editor = client();
        Map<String, Object> content = words(1);
        HttpResponse<String> created = send(editor, desks.next(), "POST", "/api/v1/articles", as("anna", "author"),
                content);
        String path = "/articles/" + content.get("slug");
        String address = created.headers().firstValue("Location").orElseThrow();
        approve(editor, address, created);
        assertThat(Await.until(() -> send(editor, sites.next(), "GET", path, Map.of(), null).statusCode() == 200,
                READY)).isTrue();
        AtomicInteger version = new AtomicInteger(1);
        work(200, () -> {
            HttpResponse<String> before = send(editor, desks.next(), "GET", address, as("anna", "author"), null);
            HttpResponse<String> saved = send(editor, desks.next(), "PUT", address, matching("anna", "author", before),
                    words(content, version.incrementAndGet()));
            approve(editor, address, saved);
            published.incrementAndGet();
        });
        for (int reader = 0; reader < 4; reader++) {
            int number = reader;
            HttpClient own = client();
            AtomicInteger seen = new AtomicInteger();
            work(20, () -> {
                HttpResponse<String> page = send(own, sites.home(number), "GET", path, Map.of(), null);
                Matcher found = VERSION.matcher(page.body());
                int now = found.find() ? Integer.parseInt(found.group(1)) : 0;
                int newest = seen.getAndAccumulate(now, Math::max);
                if (now < newest) {
                    failures.add("reader " + number + " saw version " + now + " after " + newest);
                }
            });
        }
        work(200, () -> {
            // Somebody who comes for the first time.
            try (HttpClient fresh = client()) {
                send(fresh, sites.next(), "GET", "/", Map.of(), null);
                send(fresh, desks.next(), "GET", "/api/v1/articles?limit=10", as("edith", "editor"), null);
            }
        });
        HttpClient visitor = client();
        work(100, () -> choose(visitor));
        HttpClient writer = client();
        work(100, () -> send(writer, desks.next(), "POST", "/api/v1/articles", as("anna", "author"), words(1)));
        return path;
    }

    private void choose(HttpClient visitor) {
        Map<?, ?> notice = json(send(visitor, sites.next(), "GET", "/consent/api/v1/notice", Map.of(), null));
        Map<String, Object> choices = new HashMap<>();
        if (notice.get("purposes") instanceof List<?> purposes) {
            for (Object purpose : purposes) {
                if (purpose instanceof Map<?, ?> one && Boolean.TRUE.equals(one.get("optional"))) {
                    choices.put(String.valueOf(one.get("id")), true);
                }
            }
        }
        send(visitor, sites.next(), "POST", "/consent/api/v1/choices", Map.of("Origin", SITE),
                Map.of("id", UUID.randomUUID().toString(), "notice", String.valueOf(notice.get("hash")), "language",
                        String.valueOf(notice.get("language")), "choices", choices, "method", "banner"));
    }

    private void approve(HttpClient client, String address, HttpResponse<String> saved) {
        HttpResponse<String> submitted = send(client, desks.next(), "POST", address + "/actions/submit",
                matching("anna", "author", saved), null);
        send(client, desks.next(), "POST", address + "/actions/approve", matching("edith", "editor", submitted), null);
    }

    private void work(long everyMillis, Runnable step) {
        var _ = people.scheduleWithFixedDelay(() -> {
            try {
                step.run();
            } catch (RuntimeException failure) {
                failures.add(String.valueOf(failure));
            }
        }, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private HttpResponse<String> send(HttpClient client, String instance, String method, String path,
            Map<String, String> fields, @org.jspecify.annotations.Nullable Object json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(instance + path))
                .timeout(Duration.ofSeconds(30));
        fields.forEach(request::header);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method,
                    BodyPublishers.ofByteArray(CanonicalJson.bytes(json)));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answered.incrementAndGet();
            if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
                failures.add(method + " " + instance + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException none) {
            throw new IllegalStateException(method + " " + instance + path + " got no answer: " + none, none);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(end);
        }
    }

    private static Map<?, ?> json(HttpResponse<String> answer) {
        return JsonReader.readObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    }

    private static Map<String, String> as(String name, String role) {
        return Map.of("Authorization", "Bearer " + TestIdentity.shared().token(name, role));
    }

    private static Map<String, String> matching(String name, String role, HttpResponse<String> version) {
        Map<String, String> fields = new HashMap<>(as(name, role));
        fields.put("If-Match", version.headers().firstValue("ETag").orElse("none"));
        return fields;
    }

    private static Map<String, Object> words(int version) {
        return words(Stories.about("A story that is corrected all the time"), version);
    }

    private static Map<String, Object> words(Map<String, Object> content, int version) {
        Map<String, Object> words = new LinkedHashMap<>(content);
        words.put("body", "Version " + version + " of the words.\n");
        return words;
    }
}
