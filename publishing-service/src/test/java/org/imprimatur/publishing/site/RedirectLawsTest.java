package org.imprimatur.publishing.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.imprimatur.publishing.Printed;
import org.imprimatur.publishing.Stories;
import org.imprimatur.publishing.page.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What readers find at every address that an article ever had, whatever became of it: one hop, and no circle. */
class RedirectLawsTest {
    private static final int HISTORIES = 400;
    private static final List<String> ARTICLES = List.of("a", "b", "c");
    private static final List<String> SLUGS = List.of("one", "two", "three");
    private static final List<Section> SECTIONS = List.of(Section.CASES, Section.ALERTS);

    private final Map<String, Integer> reached = new TreeMap<>();

    /** The same told by hand: where each article lives now, and who ever lived where. */
    private static final class Told {
        final Map<String, String> home = new HashMap<>();
        final Map<String, Set<String>> tenants = new TreeMap<>();
        final Set<String> takenDown = new HashSet<>();

        Set<String> living(String path) {
            var living = new HashSet<>(tenants.getOrDefault(path, Set.of()));
            living.retainAll(home.keySet());
            return living;
        }
    }

    @Test
    void everyAddressLeadsInOneHopToWhereAnArticleOfItsOwnIsNow() {
        var random = new Random(31);
        for (int history = 0; history < HISTORIES; history++) {
            var printed = new Printed();
            var told = new Told();
            for (int sequence = 1; sequence <= 12; sequence++) {
                var change = change(random, sequence, told);
                printed.take(List.of(change));
                told.tenants.keySet().forEach(path -> check(path, printed, told));
            }
        }
        assertThat(reached.keySet()).contains("moved", "moved back", "swapped", "withdrawn", "back", "taken down",
                "shown at an address that was another's");
        assertThat(reached.values()).allMatch(times -> times > HISTORIES / 20);
    }

    private ArticleChange change(Random random, long sequence, Told told) {
        String article = ARTICLES.get(random.nextInt(ARTICLES.size()));
        int what = random.nextInt(12);
        if (what == 0 && told.home.containsKey(article)) {
            told.home.remove(article);
            told.takenDown.add(article);
            reach("taken down");
            return Stories.takenDown(article, sequence);
        }
        if (what < 3) {
            if (!told.takenDown.contains(article) && told.home.remove(article) != null) {
                reach("withdrawn");
            }
            return Stories.withdrawn(article, sequence);
        }
        var section = SECTIONS.get(random.nextInt(SECTIONS.size()));
        String slug = SLUGS.get(random.nextInt(SLUGS.size()));
        String path = "/" + section.slug() + "/" + slug;
        if (!told.takenDown.contains(article)) {
            settle(article, path, told);
        }
        return Stories.approved(article, sequence, section, slug);
    }

    private void settle(String article, String path, Told told) {
        var before = told.tenants.computeIfAbsent(path, _ -> new HashSet<>());
        String from = told.home.put(article, path);
        if (from == null && !before.isEmpty()) {
            reach("back");
        }
        if (from != null && !from.equals(path)) {
            reach(before.contains(article) ? "moved back" : "moved");
            boolean swapped = told.home.entrySet().stream().anyMatch(other -> other.getValue().equals(from)
                    && before.contains(other.getKey()));
            if (swapped) {
                reach("swapped");
            }
        }
        before.add(article);
    }

    private void check(String path, Printed printed, Told told) {
        var page = printed.page(path);
        var living = told.living(path);
        boolean atHome = living.stream().anyMatch(article -> path.equals(told.home.get(article)));
        boolean offForGood = told.tenants.getOrDefault(path, Set.of()).stream().anyMatch(told.takenDown::contains);
        int status = atHome ? 200 : offForGood ? 451 : living.isEmpty() ? 410 : 301;
        assertThat(page.status()).as("%s: %s", path, told.home).isEqualTo(status);
        String target = page.location();
        assertThat(target == null).isEqualTo(status != 301);
        if (target != null) {
            assertThat(living).as("%s -> %s", path, target)
                    .anyMatch(article -> target.equals(told.home.get(article)));
            assertThat(at(printed, target)).isNotNull().satisfies(page2 -> assertThat(page2.status()).isEqualTo(200));
        }
        if (atHome && told.tenants.get(path) != null && told.tenants.get(path).size() > 1) {
            reach("shown at an address that was another's");
        }
    }

    private static @Nullable Page at(Printed printed, String path) {
        return printed.pages().get(path);
    }

    private void reach(String what) {
        reached.merge(what, 1, Integer::sum);
    }
}
