package org.imprimatur.torture.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.torture.check.Expectation.Outcome;
import org.imprimatur.torture.load.Calls;
import org.imprimatur.torture.load.Ledger;
import org.imprimatur.torture.load.Ledger.Sighting;
import org.imprimatur.torture.load.Readers;
import org.imprimatur.torture.load.Reply;
import org.imprimatur.torture.load.Story;

/** How the site and the newsroom have to stand once everything is healed and read. */
final class EndLaws {
    private static final Pattern LOCATION = Pattern.compile("<loc>http://newsroom\\.example([^<]*)</loc>");
    private static final int OK = 200;
    private static final int MOVED = 301;
    private static final int NOT_FOUND = 404;
    /** What the newsroom calls what readers find. */
    private static final Map<Integer, String> STATES = Map.of(OK, "LIVE", NOT_FOUND, "UNPUBLISHED", 410, "WITHDRAWN",
            451, "TAKEN_DOWN");

    private final List<String> sites;
    private final List<String> content;
    private final Ledger ledger;
    private final Readers readers;
    private final Calls calls = new Calls();

    /**
     * @param sites addresses of the public site's instances
     * @param content addresses of the newsroom's
     */
    EndLaws(List<String> sites, List<String> content, Ledger ledger, Readers readers) {
        this.sites = List.copyOf(sites);
        this.content = List.copyOf(content);
        this.ledger = ledger;
        this.readers = readers;
    }

    private List<Story> certain() {
        return ledger.stories().stream().filter(story -> !story.isUncertain()).toList();
    }

    /** What each instance shows, against what was decided. */
    Finding pages() {
        List<String> broken = new ArrayList<>();
        List<Story> stories = certain();
        for (Story story : stories) {
            Set<Outcome> may = Expectation.of(story);
            for (int site = 0; site < sites.size(); site++) {
                Sighting seen = ledOn(readers.look(site, story, Expectation.address(story)));
                Outcome shown = outcome(seen);
                if (!may.contains(shown) || !isAtItsPlace(seen)) {
                    broken.add("site " + (site + 1) + ": " + seen.path() + " is " + shown + " instead of " + may
                            + " by " + story.decisions());
                }
            }
        }
        return new Finding("approvals lost, or a page other than the newest one that stands",
                (long) stories.size() * sites.size(), broken);
    }

    private static Outcome outcome(Sighting seen) {
        return new Outcome(seen.status(), seen.status() == OK ? seen.version() : 0);
    }

    private static boolean isAtItsPlace(Sighting seen) {
        return seen.status() != OK || seen.path().equals(seen.story().pathOf(seen.version()));
    }

    /** What a browser shows that goes one step. */
    private Sighting ledOn(Sighting seen) {
        return seen.status() == MOVED ? readers.look(seen.site(), seen.story(), seen.location()) : seen;
    }

    /** Each address at which anybody saw a story leads to it in one step; one for which it was never approved, nowhere. */
    Finding moved() {
        List<String> broken = new ArrayList<>();
        // An approval that a newer one overtook while the site couldn't hear of either was never public.
        Map<Story, Set<String>> seenAt = new HashMap<>();
        ledger.sightings().stream().filter(one -> one.status() == OK && one.version() > 0)
                .forEach(one -> seenAt.computeIfAbsent(one.story(), _ -> new LinkedHashSet<>()).add(one.path()));
        long looked = 0;
        for (Story story : certain()) {
            Set<Outcome> may = Expectation.of(story);
            Set<String> was = seenAt.getOrDefault(story, Set.of());
            Set<String> never = new LinkedHashSet<>(story.paths());
            // Of one whose revocation may have come too late nobody knows.
            story.decisions().stream().filter(one -> one.kind() == Story.Kind.APPROVED)
                    .forEach(one -> never.remove(story.pathOf(one.version())));
            for (int site = 0; site < sites.size(); site++) {
                for (String path : was) {
                    Sighting seen = ledOn(readers.look(site, story, path));
                    if (!may.contains(outcome(seen)) || !isAtItsPlace(seen)) {
                        broken.add("site " + (site + 1) + ": " + path + " leads to " + seen.path() + ", which is "
                                + outcome(seen) + " instead of " + may);
                    }
                }
                for (String path : never) {
                    if (readers.look(site, story, path).status() != NOT_FOUND) {
                        broken.add("site " + (site + 1) + ": " + path + " was never public, and isn't 404");
                    }
                }
                looked += was.size() + never.size();
            }
        }
        return new Finding("an address that moved and doesn't lead on in one step", looked, broken);
    }

    /** What the newsroom's own search finds by a story's words: that story, as it stands, and no other. */
    Finding search() {
        List<String> broken = new ArrayList<>();
        List<Story> stories = certain();
        for (Story story : stories) {
            for (int newsroom = 0; newsroom < content.size(); newsroom++) {
                Reply found = asEditor(content.get(newsroom) + "/api/v1/articles?q=" + story.marker());
                String fault = fault(story, found);
                if (!fault.isEmpty()) {
                    broken.add("content " + (newsroom + 1) + ": " + story.marker() + " finds " + fault);
                }
            }
        }
        return new Finding("searches that find less or something else than there is", (long) stories.size()
                * content.size(), broken);
    }

    private static String fault(Story story, Reply found) {
        if (!(found.json("items") instanceof List<?> items)) {
            return String.valueOf(found.status());
        }
        if (items.size() != 1 || !(items.getFirst() instanceof Map<?, ?> item)
                || !String.valueOf(story.id()).equals(item.get("id"))) {
            return items.size() + " articles";
        }
        String state = item.get("publication") instanceof Map<?, ?> publication
                ? String.valueOf(publication.get("state"))
                : "";
        return Expectation.of(story).stream().anyMatch(may -> STATES.getOrDefault(may.status(), "").equals(state))
                ? ""
                : "it as " + state;
    }

    private Reply asEditor(String address) {
        return calls.send("GET", address,
                Map.of("Authorization", "Bearer " + TestIdentity.shared().token("edith", "editor")), null);
    }

    /** What stands at its address stands in the site map, at each instance. */
    Finding lists() {
        List<String> broken = new ArrayList<>();
        List<Set<String>> maps = new ArrayList<>();
        for (String site : sites) {
            maps.add(listed(calls.get(site + "/sitemap.xml").text(), site));
        }
        for (int site = 0; site < maps.size(); site++) {
            for (String path : ledger.stories().stream().flatMap(story -> story.paths().stream()).toList()) {
                boolean live = calls.get(sites.get(site) + path).status() == OK;
                if (live != maps.get(site).contains(path)) {
                    broken.add("site " + (site + 1) + ": " + path + (live ? " is missing" : " stands")
                            + " in the site map");
                }
            }
        }
        if (new HashSet<>(maps).size() > 1) {
            broken.add("the instances' site maps differ");
        }
        for (String page : List.of("/", "/alerts/", "/ip-news/", "/feed.atom")) {
            if (new HashSet<>(sites.stream().map(site -> calls.get(site + page).text()).toList())
                    .size() > 1) {
                broken.add("the instances differ at " + page);
            }
        }
        return new Finding("stories missing from lists, or instances that differ", ledger.stories().size(),
                broken);
    }

    private Set<String> listed(String map, String site) {
        Set<String> paths = new LinkedHashSet<>();
        var matcher = LOCATION.matcher(map);
        while (matcher.find()) {
            String path = matcher.group(1);
            if (path.endsWith(".xml")) {
                paths.addAll(listed(calls.get(site + path).text(), site));
            } else {
                paths.add(path);
            }
        }
        return paths;
    }

    /** What the newsroom says of its stories, against what readers find. */
    Finding newsroom() {
        List<String> broken = new ArrayList<>();
        List<Story> stories = certain();
        for (Story story : stories) {
            for (String newsroom : content) {
                Reply article = asEditor(newsroom + "/api/v1/articles/" + story.id());
                Reply page = calls.get(sites.getFirst() + Expectation.address(story));
                if (page.status() == MOVED) {
                    page = calls.get(sites.getFirst() + page.field("location").replaceFirst("^https?://[^/]*", ""));
                }
                String state = article.string("publication", "state");
                boolean fits = state.equals(STATES.get(page.status()));
                String hash = article.string("publication", "pageHash");
                boolean same = page.status() != OK
                        || page.field("etag").startsWith("\"" + hash.substring(hash.indexOf(':') + 1));
                if (!fits || !same) {
                    broken.add(story.path() + " is " + page.status() + " and the newsroom says " + state
                            + (same ? "" : " of another page"));
                }
            }
        }
        return new Finding("the newsroom says something else than the site", (long) stories.size()
                * content.size(), broken);
    }
}
