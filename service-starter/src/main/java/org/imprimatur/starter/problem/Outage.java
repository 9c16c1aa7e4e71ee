package org.imprimatur.starter.problem;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * What a database that doesn't answer means for a request: nothing was kept only if it sent no write before, for one
 * that was sent may stand although its answer never came.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final String RETRY_SECONDS = "2";

    private Outage() {}

    /** The driver says in many ways that nobody is there, or that most members aren't; Spring Data wraps some of them. */
    static boolean isOne(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || cause instanceof TransientDataAccessException
                    || (cause instanceof MongoException driver && isOne(driver))) {
                return true;
            }
        }
        return false;
    }

    static ProblemException answer(Exception exception) {
        boolean sent = SentWrites.any();
        LOG.warn("Database away: {}{}", exception.getClass().getSimpleName(),
                sent ? ", after a write was sent" : "");
        ProblemException answer = sent
                ? new ProblemException(Problem.OUTCOME_UNKNOWN,
                        "Ask again, with the same key if the request had one: what was kept is answered then.")
                : new ProblemException(Problem.STORAGE_UNAVAILABLE, "Try again in a moment.");
        return answer.withHeader("Retry-After", RETRY_SECONDS);
    }

    private static boolean isOne(MongoException exception) {
        return switch (exception) {
            case MongoTimeoutException _ -> true;
            case MongoSocketException _ -> true;
            case MongoNotPrimaryException _ -> true;
            case MongoNodeIsRecoveringException _ -> true;
            case MongoWriteConcernException _ -> true;
            case MongoExecutionTimeoutException _ -> true;
            case MongoInterruptedException _ -> true;
            case MongoBulkWriteException bulk when bulk.getWriteConcernError() != null -> true;
            default -> exception.hasErrorLabel("RetryableWriteError")
                    || exception.hasErrorLabel("TransientTransactionError");
        };
    }
}
