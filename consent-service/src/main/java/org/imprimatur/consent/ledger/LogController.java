package org.imprimatur.consent.ledger;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.MalformedException;
import org.imprimatur.tlog.tile.TileId;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The logs as C2SP tlog-tiles wants them served. */
@RestController
@RequestMapping("/{log:log|access-log}")
class LogController {
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Map<String, Ledger> ledgers;

    LogController(List<Ledger> ledgers) {
        this.ledgers = ledgers.stream().collect(Collectors.toUnmodifiableMap(Ledger::path, Function.identity()));
    }

    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> checkpoint(@PathVariable String log) {
        String checkpoint = ledger(log).checkpoint();
        if (checkpoint == null) {
            throw new ProblemException(Problem.NOT_FOUND, "The log hasn't been begun yet.");
        }
        return ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.noCache()).body(checkpoint);
    }

    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> key(@PathVariable String log) {
        return ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .body(ledger(log).key());
    }

    @GetMapping(path = "/tile/**", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> tile(@PathVariable String log, HttpServletRequest request) {
        // The raw path: an escaped spelling of a tile's address is another address, and there is nothing at it.
        String path = request.getRequestURI().substring(log.length() + 2);
        byte[] bytes = ledger(log).tile(parse(path));
        if (bytes == null) {
            throw new ProblemException(Problem.NOT_FOUND, "The log has no such tile.");
        }
        // A tile never changes, a partial one included; but the staff's log is nothing for caches on the way.
        CacheControl caching = log.equals("log") ? FOR_EVER : CacheControl.noStore();
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).cacheControl(caching).body(bytes);
    }

    private static TileId parse(String path) {
        try {
            return TileId.parse(path);
        } catch (MalformedException otherSpelling) {
            throw new ProblemException(Problem.NOT_FOUND, "No tile has such an address.");
        }
    }

    private Ledger ledger(String log) {
        Ledger ledger = ledgers.get(log);
        if (ledger == null) {
            throw new ProblemException(Problem.NOT_FOUND, "There is no such log.");
        }
        return ledger;
    }
}
