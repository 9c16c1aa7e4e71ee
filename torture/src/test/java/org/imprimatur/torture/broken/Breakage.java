package org.imprimatur.torture.broken;

import java.util.List;
import org.imprimatur.localstack.Part;

/**
 * One line of the product that could be wrong. The product has no switch for it: the line is changed in a copy.
 *
 * @param what is wrong then, in a few words
 * @param service whose line it is
 * @param source its file, under the service's sources
 * @param line as it stands, exactly once, without the blanks around it
 * @param broken what stands there instead
 * @param law the line of the table that tells of it
 * @param run the torture's options: a load and faults under which it shows soon
 */
record Breakage(String what, Part service, String source, String line, String broken, String law, String run) {
    private static final String SITE = "org/imprimatur/publishing/";
    private static final String CONTENT = "org/imprimatur/content/";
    private static final String CONSENT = "org/imprimatur/consent/";
    /** Events out of their order, wrong clocks, tiles of a lost past, a torn projection. */
    private static final String MISFORTUNES = "--minutes 1.5 --seed 2 --only repeat,clock,stray,tear "
            + "--victims publishing --visitors 150";
    /** Those who read from the broker stand still. */
    private static final String STANDSTILLS = "--minutes 2 --seed 1 --only freeze --victims publishing --stories 60";
    /** The broker stands still, and desks end meanwhile. */
    private static final String SILENCES = "--minutes 2 --seed 1 --only kill,freeze --victims kafka,content "
            + "--stories 60";
    /** Keepers stand still, and desks end right after a decision. */
    private static final String DEATHS = "--minutes 2 --seed 1 --only freeze,halt,memory --victims consent,content "
            + "--places entry|relay --drafts 120 --visitors 100";

    /** The same, word by word. */
    List<String> options() {
        return List.of(run.split(" "));
    }

    /** All of them. */
    static List<Breakage> all() {
        return List.of(
                new Breakage("the relay marks before the ack", Part.CONTENT, CONTENT + "outbox/Outbox.java",
                        "if (!bridge.send(BINDING, message(event))) {",
                        "events.sent(event, time(event)); if (!bridge.send(BINDING, message(event))) {",
                        "decisions that Kafka was never told of",
                        SILENCES),
                new Breakage("the fold has no fence", Part.PUBLISHING, SITE + "site/SiteArticle.java",
                        "if (decision.sequence() <= fence || standing == Standing.TAKEN_DOWN) {",
                        "if (standing == Standing.TAKEN_DOWN) {",
                        "an older page after a newer one, at one instance", MISFORTUNES),
                new Breakage("a revocation counts only in its poll", Part.PUBLISHING, SITE + "site/SiteChange.java",
                        "var after = SiteArticle.evolve(known, change, edition, cause);",
                        "var after = change instanceof ArticleChange.ApprovalRevoked && cause == 0"
                                + " ? known : SiteArticle.evolve(known, change, edition, cause);",
                        "public although revoked in time", MISFORTUNES),
                new Breakage("the keeper signs without the conditional write", Part.CONSENT,
                        CONSENT + "ledger/Keeper.java",
                        "if (!store.advance(from.state(), next)) {",
                        "if (!store.advance(store.state().orElse(from.state()), next)) {",
                        "a log that became shorter", DEATHS),
                new Breakage("the keeper doesn't compare tiles", Part.CONSENT, CONSENT + "ledger/StoredTiles.java",
                        "if (mine != null && Arrays.equals(mine.bytes(), bytes(found))) {",
                        "if (mine != null) {",
                        "checkpoints that contradict each other", MISFORTUNES),
                new Breakage("the projection is never repaired", Part.CONTENT, CONTENT + "listing/HeadRepair.java",
                        "repair(heads, log);",
                        "// repair(heads, log);",
                        "articles that the newsroom lists otherwise than they are, or not at all",
                        DEATHS),
                new Breakage("the cookie follows the request instead of the record", Part.CONSENT,
                        CONSENT + "choice/VisitorCookies.java",
                        "ConsentRecord newest = made.newest();",
                        "ConsentRecord newest = made.record();",
                        "a readable cookie moved by an old choice", MISFORTUNES),
                new Breakage("an embargo fires by the wall clock alone: no other clock is asked", Part.PUBLISHING,
                        SITE + "release/Releases.java",
                        "var due = publisher.due(there.isBefore(now) ? there : now, DUE_AT_ONCE);",
                        "var due = publisher.due(now, DUE_AT_ONCE);",
                        "public before its time", MISFORTUNES),
                new Breakage("an embargo fires by the wall clock alone: whatever lies unread", Part.PUBLISHING,
                        SITE + "release/Releases.java",
                        "var ready = new ArrayList<>(progress.caughtUp(due));",
                        "var ready = new ArrayList<>(due);",
                        "public although revoked in time",
                        STANDSTILLS),
                new Breakage("an instance opens with a torn projection", Part.PUBLISHING,
                        SITE + "release/SiteOpening.java",
                        "if (opened.isSound()) {",
                        "if (true) {",
                        "stories missing from lists, or instances that differ", MISFORTUNES));
    }

    @Override
    public String toString() {
        return what;
    }
}
