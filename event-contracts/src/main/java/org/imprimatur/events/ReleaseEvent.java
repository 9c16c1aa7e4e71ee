package org.imprimatur.events;

/** What became of a decision on the public site; publishing-service sends it on {@link Topics#RELEASES}. */
public sealed interface ReleaseEvent extends Event permits ReleaseReleased, ReleaseWithdrawn, ReleaseFailed {}
