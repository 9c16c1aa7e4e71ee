package org.imprimatur.starter.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a JSON body stops making sense, without repeating what was sent. */
public final class UnreadableBody {
    private UnreadableBody() {}

    /** The refusal of a body that a JSON mapper couldn't read. */
    public static ProblemException refusal(JacksonException exception) {
        InvalidField error = explain(exception);
        return new ProblemException(Problem.UNREADABLE_BODY, error.message()).with("errors", List.of(error));
    }

    static InvalidField explain(HttpMessageNotReadableException exception) {
        return explain(exception.getCause());
    }

    private static InvalidField explain(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> new InvalidField(pointer(unknown), "is not a known field");
            case DatabindException mismatch -> new InvalidField(pointer(mismatch), "has a value of the wrong kind");
            case StreamReadException broken -> new InvalidField("", "is not valid JSON: line "
                    + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr());
            case null, default -> new InvalidField("", "is missing or can't be read");
        };
    }

    private static String pointer(JacksonException exception) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : exception.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null
                    ? String.valueOf(step.getIndex())
                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
