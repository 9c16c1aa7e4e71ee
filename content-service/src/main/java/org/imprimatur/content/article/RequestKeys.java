package org.imprimatur.content.article;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.imprimatur.content.log.Entry;
import org.imprimatur.content.log.EntryHash;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names for requests that may be repeated. The name goes into the log entry itself, so there is no moment in which the
 * work is done and its name is not kept.
 */
@Component
final class RequestKeys {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final JsonMapper json;

    RequestKeys(JsonMapper json) {
        this.json = json;
    }

    /**
     * The request's name with a fingerprint of what it asks for; null if the caller gave it none.
     *
     * @param key the header {@code Idempotency-Key}
     * @param address what the request is sent to
     * @param body its content as it was read, so that spaces and the order of members make no difference
     */
    Entry.@Nullable RequestKey of(@Nullable String key, String address, Record body) {
        if (key == null) {
            return null;
        }
        if (!FORM.matcher(key).matches()) {
            throw new ProblemException(Problem.BAD_REQUEST,
                    "Idempotency-Key has to be 1 to 200 visible ASCII characters.");
        }
        try {
            return new Entry.RequestKey(key, EntryHash.overJson(List.of(address, json.convertValue(body, Map.class))));
        } catch (IllegalArgumentException noText) {
            // Nobody has checked the body yet, and what is no text has no bytes to take a hash of.
            throw new InvalidInputException(List.of(new InvalidField("", "has half a character (a lone surrogate)")));
        }
    }
}
