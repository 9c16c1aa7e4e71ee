package org.imprimatur.consent.choice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.erasure.ErasureRequests;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.visitor.Subjects;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.WriteLimit;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.problem.Problems;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** A visitor's own request that the records be erased. It waits in a list until staff have done it. */
@Component
class ErasureForm implements OpenRoutes {
    private final ErasureRequests requests;
    private final Subjects subjects;
    private final Notices notices;
    private final VisitorCookies cookies;
    private final SameSite sameSite;
    private final WriteLimit limit;
    private final ScriptlessPages pages;
    private final Clock clock;

    ErasureForm(ErasureRequests requests, Subjects subjects, Notices notices, VisitorCookies cookies,
            SameSite sameSite, WriteLimit limit, ScriptlessPages pages, Clock clock) {
        this.requests = requests;
        this.subjects = subjects;
        this.notices = notices;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.limit = limit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/choices/erasure", MediaType.APPLICATION_FORM_URLENCODED, MediaType.TEXT_HTML,
                this::ask).with("language", "back").failing(this::notListed));
    }

    /** When this visitor asked for erasure, as long as that request waits. */
    Optional<Instant> askedAt(VisitorId visitor) {
        return requests.waiting(subjects.everOf(visitor, clock.instant()));
    }

    private Reply ask(Asked asked) {
        sameSite.require(asked);
        limit.require(asked);
        // Without the cookie there is nobody whose records could be found: the page then says that there are none.
        cookies.visitor(asked)
                .ifPresent(visitor -> requests.ask(subjects.everOf(visitor, clock.instant())));
        return Reply.empty(303).with(HttpHeader.LOCATION, "../choices?lang=" + language(asked)
                + WayBack.of(asked.parameter("back")).parameter());
    }

    private Reply notListed(Asked asked, Exception failure) {
        return pages.notListed(Problems.of(failure), language(asked));
    }

    private String language(Asked asked) {
        return notices.inForce(asked.parameter("language"), asked.field("Accept-Language")).language();
    }
}
