package org.imprimatur.publishing.edition;

import org.jspecify.annotations.Nullable;

/**
 * A path's answer: status, target of a redirect, and the bytes.
 *
 * @param sheet absent where the bytes are lost: readers of this path are asked to come back, all others notice nothing
 */
public record PublicPage(String path, int status, @Nullable String location, @Nullable Sheet sheet) {}
