/**
 * JSON that can be hashed: a strict reader and the one canonical way to write a value (RFC 8785).
 *
 * <p>
 * Values are plain Java: {@code Map} with string keys, {@code List}, {@code String}, {@code Long}, {@code Integer},
 * {@code Double}, {@code Boolean} and {@code null}.
 */
@NullMarked
package org.imprimatur.tlog.json;

import org.jspecify.annotations.NullMarked;
