package org.imprimatur.consent.record;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.search.Ids;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.merkle.Hash;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Receipts, for everyone: they say nothing about whose they are. */
@Component
class ReceiptController implements OpenRoutes {
    private final Records records;
    private final Receipts receipts;

    ReceiptController(Records records, Receipts receipts) {
        this.records = records;
        this.receipts = receipts;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/records/*/receipt", MediaType.TEXT_PLAIN, this::receipt));
    }

    private Reply receipt(Asked asked) {
        Hash commitment = Ids.uuid(asked.rest()).flatMap(records::commitment)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no record of this id."));
        // The next checkpoint makes another proof, just as good: keep what you have, or ask again for a later one.
        return receipts.of(commitment).map(proof -> Reply.of(200, Types.TEXT, proof)
                .with(HttpHeader.CACHE_CONTROL, "no-cache")
                .with(HttpHeader.CONTENT_DISPOSITION, "inline; filename=\"" + asked.rest() + ".tlog-proof\""))
                .orElseGet(() -> Reply.of(202, Types.TEXT, "The record is kept and on its way into the log.\n")
                        .with(HttpHeader.RETRY_AFTER, "1"));
    }
}
