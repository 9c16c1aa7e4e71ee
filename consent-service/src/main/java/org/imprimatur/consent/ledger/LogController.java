package org.imprimatur.consent.ledger;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The public log as C2SP tlog-tiles wants it served. */
@Component
class LogController implements OpenRoutes {
    private final ServedLog log;

    LogController(@Qualifier("consentLog") Ledger ledger) {
        this.log = new ServedLog(ledger);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/log/checkpoint", MediaType.TEXT_PLAIN, this::checkpoint),
                Route.get("/log/key", MediaType.TEXT_PLAIN, this::key),
                Route.get("/log/tile/*", MediaType.APPLICATION_OCTET_STREAM, this::tile));
    }

    private Reply checkpoint(Asked asked) {
        return Reply.of(200, Types.TEXT, log.checkpoint()).with(HttpHeader.CACHE_CONTROL, "no-cache");
    }

    private Reply key(Asked asked) {
        return Reply.of(200, Types.TEXT, log.key()).with(HttpHeader.CACHE_CONTROL, "max-age=300");
    }

    /** A tile never changes, a partial one included. */
    private Reply tile(Asked asked) {
        return Reply.of(200, Types.OCTETS, log.tile("tile/" + asked.rest()))
                .with(HttpHeader.CACHE_CONTROL, "max-age=31536000, public, immutable");
    }
}
