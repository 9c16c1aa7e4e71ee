package org.imprimatur.starter.open;

import java.util.List;

/** A feature's part of a port for everybody. What no route names isn't there. */
public interface OpenRoutes {
    /** The feature's routes. */
    List<Route> routes();
}
