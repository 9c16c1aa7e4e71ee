package org.imprimatur.consent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.imprimatur.consent.RunningService;
import org.imprimatur.tlog.checkpoint.Checkpoint;
import org.imprimatur.tlog.note.SignedNote;
import org.imprimatur.tlog.note.VerifierKey;
import org.imprimatur.tlog.tile.LogEdge;
import org.imprimatur.tlog.tile.TileId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogControllerTest extends RunningService {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void theLogIsWholeFromOutside() {
        long size = head().size();
        post("/api/v1/choices", choice(true, true, false));
        await().until(() -> head().size() > size);
        Checkpoint head = head();
        // Loading checks the tiles against the root, which the log's key has signed.
        assertThat(LogEdge.load(head.size(), head.root(), this::fetch).size()).isEqualTo(head.size());
    }

    @Test
    void tilesAreForEverAndTheCheckpointIsNot() {
        post("/api/v1/choices", choice(true, true, false));
        await().until(() -> head().size() > 0);
        String tile = new TileId.Hashes(0, 0, 1).path();
        assertThat(get("/log/" + tile).headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable", "max-age=31536000");
        HttpResponse<String> checkpoint = get("/log/checkpoint");
        assertThat(checkpoint.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(checkpoint.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/plain;charset=utf-8");
    }

    @Test
    void aTileHasOneAddressOnly() {
        post("/api/v1/choices", choice(true, true, false));
        await().until(() -> head().size() > 0);
        for (String path : List.of("tile/0/0.p/1", "tile/00/000.p/1", "tile/0/000.p/01", "tile/0/000.p/0",
                "tile/0/000.p/256", "tile/0/x000/000.p/1", "tile/0/x999/999", "tile/64/000.p/1",
                "tile/entries/00.p/1", "tile/0/x999/999.p/1", "tile/0/000.p/1/", "tile/%30/000.p/1", "tile", "tiles",
                "")) {
            HttpResponse<String> answer = get("/log/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private Checkpoint head() {
        // The service answers before its keeper has begun the log.
        await().until(() -> get("/log/checkpoint").statusCode() == 200);
        return Checkpoint.open(SignedNote.parse(get("/log/checkpoint").body()),
                VerifierKey.parse(get("/log/key").body().strip()));
    }

    private byte @Nullable [] fetch(TileId tile) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(HttpRequest.newBuilder(at("/log/" + tile.path())).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
