package org.imprimatur.content.article;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;

/**
 * The ways in which this API refuses. Each is a problem type of its own, since a desk reacts to each in its own way:
 * shows the difference, offers another slug, asks a second person.
 */
final class ArticleProblems {
    private static final Problem UNKNOWN_ACTION = new Problem("unknown-action", "There is no such action", 404);
    private static final Problem PRECONDITION_REQUIRED = new Problem("precondition-required",
            "Say which version you mean", 428);
    private static final Problem STALE = new Problem("stale-version", "Somebody changed the article meanwhile", 412);
    private static final Problem NOT_ALLOWED = new Problem("action-not-allowed",
            "The article's state doesn't allow that", 409);
    private static final Problem FOUR_EYES = new Problem("four-eyes", "A second person has to approve", 403);
    private static final Problem SLUG_TAKEN = new Problem("slug-taken", "Another article has this slug", 409);
    private static final Problem KEY_REUSED = new Problem("idempotency-key-reused",
            "This Idempotency-Key stands for another request", 422);
    private static final Problem IN_PROGRESS = new Problem("request-in-progress",
            "A request with this Idempotency-Key is under way", 409);

    private ArticleProblems() {}

    static ProblemException noSuchArticle(String id) {
        return new ProblemException(Problem.NOT_FOUND, "There is no article '" + id + "'.");
    }

    static ProblemException unknownAction(String name) {
        return new ProblemException(UNKNOWN_ACTION, "'" + name + "' is not an action.").with("known", Action.slugs());
    }

    /** Tells the tag, too: whoever forgot the header need not read the article again to learn it. */
    static ProblemException preconditionRequired(String currentTag) {
        return new ProblemException(PRECONDITION_REQUIRED, "Send If-Match with the ETag that you last read.")
                .with("currentETag", currentTag).withHeader("ETag", currentTag);
    }

    /** Whoever approves answers for words that they have read, so "whatever is there now" is no version. */
    static ProblemException versionRequired(String currentTag) {
        return new ProblemException(PRECONDITION_REQUIRED,
                "An approval names the one version that was read: send If-Match with its ETag, and that alone.")
                .with("currentETag", currentTag).withHeader("ETag", currentTag);
    }

    static ProblemException stale(String currentTag) {
        return new ProblemException(STALE, "Nothing was kept. Read the article again and decide on what it says now.")
                .with("currentETag", currentTag).withHeader("ETag", currentTag);
    }

    static ProblemException slugTaken(SlugTakenException taken) {
        String slug = taken.slug();
        Article holder = taken.holder();
        boolean former = !holder.content().slug().equals(slug);
        return new ProblemException(SLUG_TAKEN, former
                ? "'" + slug + "' is a former address of article " + holder.id() + ", and stays its own."
                : "'" + slug + "' is the address of article " + holder.id() + ".")
                .with("heldBy", Map.of("article", holder.id(), "author", holder.createdBy(), "formerAddress", former))
                .with("errors", List.of(new InvalidField("/slug", "is taken by another article")));
    }

    static ProblemException keyReused() {
        return new ProblemException(KEY_REUSED, "It was sent before with another address or body.");
    }

    /** Not answered by waiting here: whether the first request is kept is not known yet. */
    static ProblemException inProgress() {
        return new ProblemException(IN_PROGRESS, "Send it again in a moment for its answer.")
                .withHeader("Retry-After", "1");
    }

    static ProblemException refused(Verdict.Refused refusal) {
        return switch (refusal) {
            case Verdict.NotYours(String why) -> new ProblemException(Problem.FORBIDDEN, why);
            case Verdict.NotNow(Set<Action> allowed) -> new ProblemException(NOT_ALLOWED, allowed.isEmpty()
                    ? "Nothing can be done with this article by this caller now."
                    : "See 'allowed' for what can be done now.").with("allowed", slugs(allowed));
            case Verdict.FourEyes() -> new ProblemException(FOUR_EYES,
                    "Whoever wrote a part of these words that nobody else has approved since can't approve them.");
            case Verdict.Incomplete(String pointer, String message) -> new InvalidInputException(
                    List.of(new InvalidField(pointer, message)));
        };
    }

    static List<String> slugs(Set<Action> actions) {
        return actions.stream().sorted().map(Action::slug).toList();
    }
}
