package org.imprimatur.consent.choice;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.KeptRecord;
import org.imprimatur.consent.record.LinkedRecord;
import org.imprimatur.consent.record.Receipts;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A visitor's own receipts, each with its record and nonce, which no one else is given: as one small JSON file that the
 * offline verifiers read, as JSON-LD in the terms of DPV (ISO/IEC TS 27560), and as a page to print.
 */
@Component
class OwnReceipts implements OpenRoutes {
    private static final MediaType LINKED = new MediaType("application", "ld+json");
    private static final HttpField LINKED_TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE,
            "application/ld+json");

    private final Choices choices;
    private final Notices notices;
    private final Receipts receipts;
    private final VisitorCookies cookies;
    private final ScriptlessPages pages;
    private final JsonMapper json;

    OwnReceipts(Choices choices, Notices notices, Receipts receipts, VisitorCookies cookies, ScriptlessPages pages,
            JsonMapper json) {
        this.choices = choices;
        this.notices = notices;
        this.receipts = receipts;
        this.cookies = cookies;
        this.pages = pages;
        this.json = json;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/choices/mine/*/receipt", MediaType.APPLICATION_JSON, this::file),
                Route.get("/api/v1/choices/mine/*/linked", LINKED, this::linked),
                Route.get("/choices/receipts/*", MediaType.TEXT_HTML, this::page).with("lang"));
    }

    private Reply file(Asked asked) {
        // In the form of the whole history, so that verifiers need to know one form only.
        return saved(Reply.of(200, Types.JSON,
                json.writeValueAsBytes(new ChoiceController.History(List.of(own(asked))))), asked.rest(), "json");
    }

    private Reply linked(Asked asked) {
        ProvedRecord own = own(asked);
        return saved(Reply.of(200, LINKED_TYPE, json.writeValueAsBytes(LinkedRecord.receipt(own.record(),
                notices.find(ConsentRecord.of(own.record()).notice()).orElse(null), own.nonce(), own.receipt()))),
                asked.rest(), "jsonld");
    }

    /** In the words of the notice in force in the language asked for: the one that was shown is linked. */
    private Reply page(Asked asked) {
        ProvedRecord own = own(asked);
        Notice notice = notices.inForce(asked.parameter("lang"), asked.field("Accept-Language"));
        return pages.receipt(new ReceiptPage(notice, pages.words().part(notice.language()),
                ConsentRecord.of(own.record()), own));
    }

    private ProvedRecord own(Asked asked) {
        List<KeptRecord> found = cookies.visitor(asked).map(choices::of).orElse(List.of()).stream()
                .filter(kept -> kept.record().recordId().toString().equals(asked.rest())).toList();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "None of this visitor's records has this id.");
        }
        return receipts.withProofs(found).getFirst();
    }

    private static Reply saved(Reply reply, String id, String suffix) {
        return reply.with(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"receipt-" + id + "." + suffix + "\"");
    }
}
