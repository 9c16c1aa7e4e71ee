package org.imprimatur.torture.check;

import java.util.ArrayList;
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
                Sighting seen = readers.look(site, story);
                Outcome shown = new Outcome(seen.status(), seen.status() == OK ? seen.version() : 0);
                if (!may.contains(shown)) {
                    broken.add("site " + (site + 1) + ": " + story.path() + " is " + shown + " instead of " + may
                            + " by " + story.decisions());
                }
            }
        }
        return new Finding("approvals lost, or a page other than the newest one that stands",
                (long) stories.size() * sites.size(), broken);
    }

    /** What stands at its address stands in the site map, at each instance. */
    Finding lists() {
        List<String> broken = new ArrayList<>();
        List<Set<String>> maps = new ArrayList<>();
        for (String site : sites) {
            maps.add(listed(calls.get(site + "/sitemap.xml").text(), site));
        }
        for (int site = 0; site < maps.size(); site++) {
            for (Story story : ledger.stories()) {
                boolean live = calls.get(sites.get(site) + story.path()).status() == OK;
                if (live != maps.get(site).contains(story.path())) {
                    broken.add("site " + (site + 1) + ": " + story.path() + (live ? " is missing" : " stands")
                            + " in the site map");
                }
            }
        }
        if (new HashSet<>(maps).size() > 1) {
            broken.add("the instances' site maps differ");
        }
        for (String page : List.of("/", "/alerts/", "/feed.atom")) {
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
                Reply article = calls.send("GET", newsroom + "/api/v1/articles/" + story.id(),
                        Map.of("Authorization", "Bearer " + TestIdentity.shared().token("edith", "editor")), null);
                Reply page = calls.get(sites.getFirst() + story.path());
                String state = article.string("publication", "state");
                boolean fits = switch (page.status()) {
                    case OK -> state.equals("LIVE");
                    case 410 -> state.equals("WITHDRAWN");
                    case 451 -> state.equals("TAKEN_DOWN");
                    case 404 -> state.equals("UNPUBLISHED");
                    default -> false;
                };
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
