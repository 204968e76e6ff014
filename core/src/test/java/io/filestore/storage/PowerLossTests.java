package io.filestore.storage;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.PowerLoss;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The power goes at every call of a flush, in many ways. Each row then is as it was
 * before the flush or as it was to be, no file counts as damaged, and the collection goes
 * on.
 */
class PowerLossTests {

    private static final int WAYS = 20;

    @ParameterizedTest
    @EnumSource
    void rowsAreOldOrNew(Form form) {
        for (int seed = 0; seed < WAYS; seed++) {
            int call = 1;
            while (loses(form, new Random(seed * 1000L + call), call)) {
                call++;
            }
            assertThat(call).isGreaterThan(3);
        }
    }

    /** Returns false if the flush was over before that call. */
    private static boolean loses(Form form, Random random, int call) {
        MemoryDirectory disk = new MemoryDirectory();
        Rows rows = form.open(disk);
        change(rows, random);
        rows.flush();
        change(rows, random);
        rows.flush();
        Map<String, String> before = rows.texts();
        change(rows, random);
        disk.crashAt(disk.calls() + call);
        boolean lost = false;
        try {
            rows.flush();
        }
        catch (PowerLoss ex) {
            lost = true;
        }
        MemoryDirectory left = disk.crash(CrashMode.random(random));
        Rows again = form.open(left);
        String context = form + ", call " + call;
        assertThat(again.loaded().damage()).as(context).isEmpty();
        assertThat(again.loaded().pieces()).as(context).isEmpty();
        Map<String, String> found = again.loaded().rows();
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(found.keySet());
        ids.addAll(rows.texts().keySet());
        for (String id : ids) {
            assertThat(found.get(id)).as(context).isIn(before.get(id), rows.texts().get(id));
        }
        goesOn(form, again, left, random);
        return lost;
    }

    private static void goesOn(Form form, Rows rows, MemoryDirectory disk, Random random) {
        for (int i = 0; i < 2; i++) {
            change(rows, random);
            rows.flush();
        }
        Loaded loaded = Loaded.from(form.strategy(disk.crash(CrashMode.NOTHING)));
        assertThat(loaded.rows()).isEqualTo(rows.texts());
        assertThat(loaded.damage()).isEmpty();
        assertThat(loaded.pieces()).isEmpty();
    }

    private static void change(Rows rows, Random random) {
        Map<String, String> put = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            put.put("Row " + random.nextInt(10),
                    "{\"n\":" + random.nextInt(1000) + ",\"text\":\"" + "x".repeat(random.nextInt(40)) + "\"}");
        }
        put.forEach(rows::put);
        rows.delete("Row " + random.nextInt(10));
    }

}
