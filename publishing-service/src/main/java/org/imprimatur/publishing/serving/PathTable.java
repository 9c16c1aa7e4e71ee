package org.imprimatur.publishing.serving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map by path of which a changed copy is cheap: only the shards that change are copied. Swapping one
 * reference then shows a whole edition at once, at a cost that doesn't grow with the site.
 */
final class PathTable<T> {
    private static final int SHARDS = 1_024;

    private final List<Map<String, T>> shards;

    private PathTable(List<Map<String, T>> shards) {
        this.shards = shards;
    }

    static <T> PathTable<T> empty() {
        return new PathTable<>(Collections.nCopies(SHARDS, Map.of()));
    }

    @Nullable
    T get(String path) {
        return shards.get(shard(path)).get(path);
    }

    /** The table with some entries put and some taken away. */
    PathTable<T> with(Collection<T> entries, Function<T, String> path, Collection<String> removed) {
        var next = new ArrayList<>(shards);
        var own = new HashSet<Integer>();
        for (var entry : entries) {
            String key = path.apply(entry);
            writable(next, own, key).put(key, entry);
        }
        removed.forEach(key -> writable(next, own, key).remove(key));
        return new PathTable<>(next);
    }

    private static <T> Map<String, T> writable(List<Map<String, T>> shards, Set<Integer> own, String path) {
        int shard = shard(path);
        if (own.add(shard)) {
            shards.set(shard, new HashMap<>(shards.get(shard)));
        }
        return shards.get(shard);
    }

    private static int shard(String path) {
        int hash = path.hashCode();
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SHARDS - 1);
    }
}
