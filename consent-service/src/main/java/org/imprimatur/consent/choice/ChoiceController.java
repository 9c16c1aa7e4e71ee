package org.imprimatur.consent.choice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.proof.ProvedRecord;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Receipts;
import org.imprimatur.consent.visitor.VisitorId;
import org.imprimatur.consent.visitor.WriteLimit;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.UnreadableBody;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Choices as the banner sends them, and a visitor's own. */
@Component
class ChoiceController implements OpenRoutes {
    /** A visitor's own records, newest first, in a form the offline verifier reads. */
    record History(List<ProvedRecord> records) {}

    private final Choices choices;
    private final Notices notices;
    private final Receipts receipts;
    private final VisitorCookies cookies;
    private final SameSite sameSite;
    private final WriteLimit limit;
    private final VisitorSettings settings;
    private final JsonMapper json;

    ChoiceController(Choices choices, Notices notices, Receipts receipts, VisitorCookies cookies, SameSite sameSite,
            WriteLimit limit, VisitorSettings settings, JsonMapper json) {
        this.choices = choices;
        this.notices = notices;
        this.receipts = receipts;
        this.cookies = cookies;
        this.sameSite = sameSite;
        this.limit = limit;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/api/v1/choices", MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON,
                this::choose), Route.get("/api/v1/choices/mine", MediaType.APPLICATION_JSON, this::mine));
    }

    /** The signal counts as the browser sent it: a body could claim that it was absent. */
    private Reply choose(Asked asked) throws InterruptedException {
        ChoiceRequest request = read(asked);
        sameSite.require(asked);
        Made made = choices.make(() -> request.command(notices, "1".equals(asked.field("Sec-GPC"))), () -> {
            limit.require(asked);
            return cookies.visitor(asked);
        });
        Reply answer = Reply.of(201, Types.JSON, json.writeValueAsBytes(answer(made.record())));
        cookies.set(made).forEach(cookie -> answer.and(HttpHeader.SET_COOKIE, cookie));
        return answer;
    }

    private ChoiceRequest read(Asked asked) {
        try {
            return json.readValue(asked.bytes(), ChoiceRequest.class);
        } catch (JacksonException unreadable) {
            throw UnreadableBody.refusal(unreadable);
        }
    }

    private Reply mine(Asked asked) {
        Optional<VisitorId> visitor = cookies.visitor(asked);
        List<ProvedRecord> records = visitor.map(choices::of).map(receipts::withProofs).orElse(List.of());
        Reply answer = Reply.of(200, Types.JSON, json.writeValueAsBytes(new History(records)));
        if (visitor.isPresent() && records.isEmpty()) {
            cookies.none().forEach(cookie -> answer.and(HttpHeader.SET_COOKIE, cookie));
        }
        return answer;
    }

    private Map<String, Object> answer(ConsentRecord record) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("recordId", record.recordId());
        answer.put("receipt", settings.publicPath("/api/v1/records/" + record.recordId() + "/receipt"));
        answer.put("validUntil", record.validUntil());
        answer.put("state", record.state().word());
        answer.put("choices", record.choices());
        answer.put("gpc", record.gpc());
        return answer;
    }
}
