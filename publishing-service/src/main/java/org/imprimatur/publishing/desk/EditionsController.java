package org.imprimatur.publishing.desk;

import org.imprimatur.publishing.edition.EditionLog;

import java.util.List;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was published, step by step. */
@RestController
@RequestMapping("/api/v1/editions")
class EditionsController {
    private static final int MOST = 100;

    private final EditionLog log;

    EditionsController(EditionLog log) {
        this.log = log;
    }

    /** Editions, newest first. */
    @GetMapping
    EditionList list(@RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "9223372036854775807") long before) {
        Bounds.require("limit", limit, 1, MOST);
        Bounds.require("before", before, 1, Long.MAX_VALUE);
        return new EditionList(log.before(before, limit).stream().map(EditionView::of).toList());
    }

    /** An edition never changes: what it says can be checked against its hash for good. */
    @GetMapping("/{number}")
    EditionView read(@PathVariable long number) {
        return log.find(number).map(EditionView::of).orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "There is no edition " + number + " yet."));
    }

    /** A page of the list; the lowest number in it is the {@code before} of the next. */
    record EditionList(List<EditionView> editions) {}
}
