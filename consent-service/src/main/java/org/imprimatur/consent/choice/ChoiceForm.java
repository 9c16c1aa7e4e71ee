package org.imprimatur.consent.choice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.WriteLimit;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The same as the banner and more, without script: the settings page and its form. */
@Component
class ChoiceForm implements OpenRoutes {
    private final Choices choices;
    private final Notices notices;
    private final VisitorCookies cookies;
    private final SameSite sameSite;
    private final WriteLimit limit;
    private final Clock clock;
    private final ScriptlessPages pages;
    private final ErasureForm erasure;
    private final SignalledVisits signals;
    private final VisitorSettings settings;

    ChoiceForm(Choices choices, Notices notices, VisitorCookies cookies, SameSite sameSite, WriteLimit limit,
            Clock clock, ScriptlessPages pages, ErasureForm erasure, SignalledVisits signals,
            VisitorSettings settings) {
        this.choices = choices;
        this.notices = notices;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.limit = limit;
        this.clock = clock;
        this.pages = pages;
        this.erasure = erasure;
        this.signals = signals;
        this.settings = settings;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/choices", MediaType.TEXT_HTML, this::page).with("lang", "recorded", "after", "back")
                        .failing(this::notShown),
                Route.post("/choices", MediaType.APPLICATION_FORM_URLENCODED, MediaType.TEXT_HTML, this::choose)
                        .with("id", "supersedes", "notice", "language", "decision", "repeated", "told", "back")
                        .withMany("purpose")
                        .failing(this::notRecorded));
    }

    private Reply page(Asked asked) throws InterruptedException {
        VisitorId visitor = cookies.visitor(asked).orElse(null);
        if (visitor == null) {
            return page(asked, List.of(), null);
        }
        List<ConsentRecord> history = history(visitor);
        Optional<Made> heeded = gpc(asked) ? signals.heed(visitor, history) : Optional.empty();
        Reply answer = page(asked, heeded.map(made -> made.onTopOf(history)).orElse(history),
                erasure.askedAt(visitor).orElse(null));
        heeded.map(cookies::set).or(() -> Optional.of(cookies.none()).filter(_ -> history.isEmpty()))
                .ifPresent(set -> set.forEach(cookie -> answer.and(HttpHeader.SET_COOKIE, cookie)));
        return answer;
    }

    private Reply page(Asked asked, List<ConsentRecord> history, @Nullable Instant erasureAskedAt) {
        Notice notice = notices.inForce(asked.parameter("lang"), languages(asked));
        // Only what is the visitor's own is confirmed; anything else in the address is nobody's choice.
        String recorded = asked.parameter("recorded");
        UUID made = history.stream().map(ConsentRecord::recordId).filter(id -> id.toString().equals(recorded))
                .findFirst().orElse(null);
        return pages.settings(new ChoicesPage(notice, pages.words(), back(asked), UUID.randomUUID(),
                ChoiceRequest.uuid(asked.parameter("after")).orElse(null), gpc(asked), made,
                history, erasureAskedAt, clock.instant()));
    }

    private List<ConsentRecord> history(VisitorId visitor) {
        return choices.of(visitor).stream().map(KeptRecord::record).toList();
    }

    /** Scripts say where the visitor came from. Where none runs the browser says it, which is used here and not kept. */
    private WayBack back(Asked asked) {
        String said = asked.parameter("back");
        return said == null
                ? WayBack.outOf(sameSite.page(asked), settings.publicPath("/"))
                : WayBack.of(said);
    }

    private Reply choose(Asked asked) throws InterruptedException {
        sameSite.require(asked);
        SentForm form = SentForm.of(asked);
        Made made = choices.make(() -> form.request(notices).command(notices, gpc(asked)), () -> {
            limit.require(asked);
            return cookies.visitor(asked);
        });
        // Relative, as the page's own links.
        Reply answer = Reply.empty(303).with(HttpHeader.LOCATION,
                "choices?recorded=" + made.record().recordId() + "&lang=" + made.record().language()
                        + WayBack.of(form.back()).parameter());
        cookies.set(made).forEach(cookie -> answer.and(HttpHeader.SET_COOKIE, cookie));
        return answer;
    }

    /** Whoever asks for a page reads the answer: a page where everybody else gets a problem document. */
    private Reply notShown(Asked asked, Exception failure) {
        Notice notice = notices.inForce(asked.parameter("lang"), languages(asked));
        return pages.failure(Problems.of(failure), notice.language(), null);
    }

    private Reply notRecorded(Asked asked, Exception failure) {
        Notice notice = notices.inForce(asked.parameter("language"), languages(asked));
        return pages.failure(Problems.of(failure), notice.language(), SentForm.of(asked));
    }

    private static boolean gpc(Asked asked) {
        return "1".equals(asked.field("Sec-GPC"));
    }

    private static @Nullable String languages(Asked asked) {
        return asked.field("Accept-Language");
    }
}
