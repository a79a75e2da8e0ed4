package org.kentei.record.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Rows to be inserted by one statement. A single one goes as such: a batch takes the server one more round. */
public final class BatchInsert {

    private final String insert;
    private final List<Consumer<SqlStatement<?>>> rows = new ArrayList<>();

    public BatchInsert(String insert) {
        this.insert = insert;
    }

    /** Adds a row by what binds its values. */
    public void add(Consumer<SqlStatement<?>> binding) {
        rows.add(binding);
    }

    public void execute(Handle handle) {
        if (rows.size() == 1) {
            try (Update update = handle.createUpdate(insert)) {
                rows.get(0).accept(update);
                update.execute();
            }
        } else if (!rows.isEmpty()) {
            try (PreparedBatch batch = handle.prepareBatch(insert)) {
                rows.forEach(row -> {
                    row.accept(batch);
                    batch.add();
                });
                batch.execute();
            }
        }
    }
}
