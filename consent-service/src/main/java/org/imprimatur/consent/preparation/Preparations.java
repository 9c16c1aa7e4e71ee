package org.imprimatur.consent.preparation;

import com.mongodb.MongoException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does all preparations before the first request is served. A database that is away holds up no start: whoever relies
 * on a preparation does it first, then.
 */
@Component
public final class Preparations implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

    /** Before anything that works with the database begins to. */
    private static final int PHASE = -1_000;

    private final List<Preparation> all = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /** Takes on work that may be repeated, also by several at once. */
    public Preparation of(Runnable work) {
        Preparation preparation = new Preparation(work);
        all.add(preparation);
        return preparation;
    }

    @Override
    public void start() {
        running = true;
        try {
            all.forEach(Preparation::require);
        } catch (MongoException away) {
            // The first failure decides: each one more would only hold up the start by as long again.
            LOG.warn("Started without the database, which is prepared once it is there: {}", away.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
