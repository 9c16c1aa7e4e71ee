package org.imprimatur.publishing.edition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.page.Typesetter;
import org.imprimatur.publishing.site.Address;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.starter.fault.FailPoint;

/** Makes editions ready: all that can fail is done here, before the commit, and nothing of it can be seen yet. */
final class Printing {
    /** An edition that has only to be committed and, after that, shown. */
    record Ready(Edition edition, SiteVersion version, Map<String, Sheet> bytes, ShopWindow.Ready pages) {}

    private final String press;
    private final Proofs proofs;
    private final Sheets sheets;
    private final ShopWindow window;
    private final Clock clock;
    private final FailPoint failPoint;

    Printing(String press, Proofs proofs, Sheets sheets, ShopWindow window, Clock clock, FailPoint failPoint) {
        this.press = press;
        this.proofs = proofs;
        this.sheets = sheets;
        this.window = window;
        this.clock = clock;
        this.failPoint = failPoint;
    }

    /**
     * The edition that carries the step out.
     *
     * @throws UnprintableStoryException if one of its stories can't be set
     */
    Ready step(SiteVersion from, Step step) {
        return ready(from, step, proofs.pull(step.affected(), step.after(), from.placed()));
    }

    /**
     * An edition without a cause, for what the site must have before its first story and for what today's look changes.
     *
     * @param all whether to look at every address there is; else only at those that hold no story of their own
     */
    Ready look(SiteVersion from, boolean all) {
        Collection<Address> addresses = all ? from.state().addresses() : SiteState.furniture();
        var pulled = new ArrayList<>(proofs.fixtures(from.placed()));
        pulled.addAll(proofs.pull(addresses, from.state(), from.placed()));
        return ready(from, from.state().apply(List.of()), pulled);
    }

    private Ready ready(SiteVersion from, Step step, List<Proofs.Proof> pulled) {
        var fresh = new HashMap<String, Sheet>();
        for (var proof : pulled) {
            if (proof.sheet() != null) {
                fresh.put(proof.sheet().hash(), proof.sheet());
            }
        }
        // Pages before the edition: whoever sees the edition finds its pages.
        sheets.store(fresh.values());
        failPoint.pass("bytes|edition");
        var changes = pulled.stream().map(Proofs.Proof::change).toList();
        var next = from.with(step.after(), changes);
        var edition = Edition.following(from.latest(), step.applied(), Typesetter.TEMPLATE_VERSION, changes,
                Outcome.of(step, next.placed()), next.digest(), clock.instant(), press);
        return new Ready(edition, next.at(edition), fresh, window.prepare(LostPages.pages(changes, fresh).toList(),
                LostPages.removed(changes)));
    }
}
