package org.imprimatur.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.consent.Offline;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.verify.VerifyCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OwnReceiptsTest extends RunningService {
    private static final String VISITOR = "imprimatur_visitor=";

    @TempDir
    private Path folder;

    @Test
    void aReceiptIsOneSmallFileThatVerifiesOffline() throws Exception {
        HttpResponse<String> choice = choose();
        HttpResponse<String> answer = own(choice, "/api/v1/choices/mine/%s/receipt");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("receipt-" + id(choice) + ".json");
        assertThat(answer.body().length()).isLessThan(4_000);
        Path file = Files.writeString(folder.resolve("receipt.json"), answer.body());
        Path key = Files.writeString(folder.resolve("log.key"), get("/log/key").body());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        VerifyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), "--records", file.toString(), "--key",
                key.toString());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(id(choice), "\nVERIFIED");
    }

    @Test
    void aReceiptInJsonLdSpeaksDpvAndCarriesAllThatVerifiesIt() {
        HttpResponse<String> choice = choose();
        HttpResponse<String> answer = own(choice, "/api/v1/choices/mine/%s/linked");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/ld+json");
        JsonNode receipt = json(answer);
        assertThat(receipt.get("@type").asString()).isEqualTo("dpv:ConsentReceipt");
        JsonNode record = receipt.get("dpv:hasRecordOfActivity");
        assertThat(record.get("@type").asString()).isEqualTo("dpv:ConsentRecord");
        assertThat(record.at("/dpv:hasConsentStatus/@id").asString()).isEqualTo("dpv:ConsentGiven");
        assertThat(record.at("/dpv:hasDataController/0/dpv:hasContact").asString()).contains("@");
        assertThat(record.get("dpv:hasProcess")).hasSize(4).allSatisfy(process -> assertThat(process.propertyNames())
                .contains("dpv:hasPurpose", "dpv:hasLegalBasis", "dpv:hasProcessing", "dpv:hasPersonalData",
                        "dpv:hasRecipient", "dpv:hasStorageCondition", "imprimatur:allowed"));
        ObjectNode proved = JSON.createObjectNode();
        proved.set("record", receipt.at("/imprimatur:record/@value"));
        proved.set("nonce", receipt.get("imprimatur:nonce"));
        proved.set("receipt", receipt.get("imprimatur:proof"));
        assertThat(Offline.verify(proved, VerifierKey.parse(get("/log/key").body().strip())).size()).isPositive();
    }

    @Test
    void aReceiptCanBePrintedWithEverythingThatIsNeededToCheckIt() {
        HttpResponse<String> choice = choose();
        JsonNode own = json(own(choice, "/api/v1/choices/mine/%s/receipt")).get("records").get(0);
        HttpResponse<String> page = own(choice, "/choices/receipts/%s?lang=de");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Language")).contains("de");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(page.body()).contains(own.get("nonce").asString(),
                own.at("/record/subject").asString(), own.at("/record/notice").asString(), "c2sp.org/tlog-proof@v1",
                "<h1>", "lang=\"de\"");
    }

    @Test
    void nobodyElseIsGivenWhatAReceiptProves() {
        HttpResponse<String> choice = choose();
        String stranger = cookie(post("/api/v1/choices", choice(true, false, false)), "imprimatur_visitor");
        for (String path : new String[]{"/api/v1/choices/mine/%s/receipt", "/api/v1/choices/mine/%s/linked",
            "/choices/receipts/%s"}) {
            assertThat(get(path.formatted(id(choice))).statusCode()).isEqualTo(404);
            assertThat(get(path.formatted(id(choice)), "Cookie", VISITOR + stranger).statusCode()).isEqualTo(404);
            assertThat(own(choice, path.replace("%s", UUID.randomUUID().toString())).statusCode()).isEqualTo(404);
        }
        post("/api/v1/records/" + id(choice) + "/erasure", Map.of("reason", "a test"), as("carl", "compliance"));
        assertThat(own(choice, "/choices/receipts/%s").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> choose() {
        HttpResponse<String> answer = post("/api/v1/choices", choice(true, false, false));
        await().until(() -> get("/api/v1/records/" + id(answer) + "/receipt").statusCode() == 200);
        return answer;
    }

    private HttpResponse<String> own(HttpResponse<String> choice, String path) {
        return get(path.formatted(id(choice)), "Cookie", VISITOR + cookie(choice, "imprimatur_visitor"));
    }

    private static String id(HttpResponse<String> answer) {
        return json(answer).get("recordId").asString();
    }
}
