package org.imprimatur.torture.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.torture.load.Ledger.Sighting;

/** Readers who look at the stories' pages all the time, and keep the log's checkpoints. */
public final class Readers {
    private static final Pattern MODIFIED = Pattern.compile("\"dateModified\":\"([^\"]*)\"");
    private static final Pattern SIZE = Pattern.compile("[^\n]+\n([0-9]+)\n", Pattern.DOTALL);
    private static final long PAUSE_NANOS = 30_000_000;
    private static final long LONGER_NANOS = 50_000_000;
    private static final int NEWEST = 60;
    private static final int OK = 200;

    private final Calls calls;
    private final Ledger ledger;
    private final List<String> sites;
    private final Map<Integer, ConcurrentLinkedQueue<Instant>> served = new ConcurrentHashMap<>();

    private final AtomicLong longest = new AtomicLong();

    public Readers(Calls calls, Ledger ledger, List<String> sites) {
        this.calls = calls;
        this.ledger = ledger;
        this.sites = List.copyOf(sites);
    }

    /** Looks at one instance until told to stop. */
    void watch(int site, long seed, BooleanSupplier goOn) {
        Random random = new Random(seed + site);
        while (goOn.getAsBoolean()) {
            List<Story> stories = new ArrayList<>(ledger.stories());
            if (!stories.isEmpty()) {
                stories.sort((one, other) -> other.marker().length() == one.marker().length()
                        ? other.marker().compareTo(one.marker())
                        : other.marker().length() - one.marker().length());
                Story story = stories.get(random.nextInt(Math.min(NEWEST, stories.size())));
                List<String> paths = story.paths();
                look(site, story, paths.get(random.nextInt(paths.size())));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Keeps what one instance says that the log has signed, until told to stop. */
    void keepCheckpoints(int site, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            long before = longest.get();
            Reply checkpoint = calls.get(sites.get(site) + "/consent/log/checkpoint");
            ledger.note("checkpoint " + site, checkpoint);
            if (checkpoint.status() == OK) {
                ledger.signed(checkpoint.text());
                compare(before, checkpoint.text(), site);
            }
            LockSupport.parkNanos(LONGER_NANOS);
        }
    }

    /** What is asked for after an answer was given is not less than that answer, whoever gave it. */
    private void compare(long before, String note, int site) {
        Matcher size = SIZE.matcher(note);
        if (size.lookingAt()) {
            long now = Long.parseLong(size.group(1));
            longest.accumulateAndGet(now, Math::max);
            if (now < before) {
                ledger.broken("a log that became shorter", "site " + (site + 1) + " showed " + now + " entries after "
                        + before);
            }
        }
    }

    /** Looks once at an address of a story, and writes down what is there. */
    public Sighting look(int site, Story story, String path) {
        Reply reply = calls.get(sites.get(site) + path);
        ledger.note("page " + site, reply);
        if (reply.isDefinite()) {
            served.computeIfAbsent(site, _ -> new ConcurrentLinkedQueue<>()).add(reply.answered());
        }
        String text = reply.text();
        Matcher version = Pattern.compile(Pattern.quote(story.marker()) + "([0-9]+)\\.").matcher(text);
        Matcher modified = MODIFIED.matcher(text);
        var sighting = new Sighting(site, story, path, reply.sent(), reply.answered(), reply.status(),
                version.find() ? Integer.parseInt(version.group(1)) : 0, modified.find() ? modified.group(1) : "",
                reply.field("location").replaceFirst("^https?://[^/]*", ""));
        if (reply.isDefinite()) {
            ledger.saw(sighting);
        }
        return sighting;
    }

    /** When which instance answered a reader, whatever it said. */
    public List<Instant> served() {
        return served.values().stream().flatMap(ConcurrentLinkedQueue::stream).sorted().toList();
    }
}
