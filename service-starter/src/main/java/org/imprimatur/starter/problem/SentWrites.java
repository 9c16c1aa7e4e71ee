package org.imprimatur.starter.problem;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Remembers for each request whether a write was sent to the database on its behalf, by its own thread. */
final class SentWrites implements CommandListener {
    private static final String SENT = SentWrites.class.getName();
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify", "bulkWrite");

    static boolean any() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(SENT, RequestAttributes.SCOPE_REQUEST) != null;
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && WRITES.contains(event.getCommandName())) {
            request.setAttribute(SENT, true, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
