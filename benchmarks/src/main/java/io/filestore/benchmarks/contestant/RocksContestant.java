package io.filestore.benchmarks.contestant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionPriority;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import io.filestore.benchmarks.data.Customer;

/**
 * RocksDB: a column family for the rows and, unless it is bare, one for each index,
 * changed by one {@code WriteBatch}. {@code WriteOptions.sync} says whether the log is
 * forced; without it a put survives the end of the process. The index entries are written
 * blindly, which is right only because no measurement changes an indexed field, and is
 * less work than an application would have. LZ4 and {@code max_background_jobs} as its
 * tuning guide has them.
 */
final class RocksContestant implements Contestant {

    private static final int LOAD_BATCH = 1_000;

    private final List<ColumnFamilyHandle> families = new ArrayList<>();

    private final ColumnFamilyOptions familyOptions = new ColumnFamilyOptions()
        .setLevelCompactionDynamicLevelBytes(true)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setCompactionPriority(CompactionPriority.MinOverlappingRatio)
        .setTableFormatConfig(new BlockBasedTableConfig().setBlockSize(16 * 1024)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(new BloomFilter(10)));

    private final DBOptions options = new DBOptions().setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setBytesPerSync(1 << 20)
        .setMaxBackgroundJobs(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final WriteOptions writeOptions;

    private final RocksDB db;

    private final boolean indexed;

    private RocksContestant(Setup setup, boolean indexed) throws RocksDBException {
        this.indexed = indexed;
        this.writeOptions = new WriteOptions().setSync(setup.forced());
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : indexed ? List.of("default", "email", "city") : List.of("default")) {
            descriptors.add(new ColumnFamilyDescriptor(bytes(name), this.familyOptions));
        }
        this.db = RocksDB.open(this.options, setup.directory(), descriptors, this.families);
    }

    /** With an index by email and one by city. */
    static RocksContestant indexed(Setup setup) throws RocksDBException {
        return new RocksContestant(setup, true);
    }

    /** With rows alone. */
    static RocksContestant bare(Setup setup) throws RocksDBException {
        return new RocksContestant(setup, false);
    }

    @Override
    public void load(int count) throws RocksDBException {
        for (int i = 0; i < count; i += LOAD_BATCH) {
            try (WriteBatch batch = new WriteBatch()) {
                for (int n = i; n < Math.min(count, i + LOAD_BATCH); n++) {
                    add(batch, Customer.id(n), Customer.number(n));
                }
                this.db.write(this.writeOptions, batch);
            }
        }
        flush();
    }

    private void add(WriteBatch batch, String id, Customer row) throws RocksDBException {
        byte[] key = bytes(id);
        batch.put(this.families.get(0), key, RowJson.encode(row));
        if (this.indexed) {
            batch.put(this.families.get(1), bytes(row.email()), key);
            batch.put(this.families.get(2), bytes(row.city() + '\0' + id), new byte[0]);
        }
    }

    @Override
    public void put(String id, Customer row) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            add(batch, id, row);
            this.db.write(this.writeOptions, batch);
        }
    }

    @Override
    public @Nullable Customer get(String id) throws RocksDBException {
        return RowJson.decode(this.db.get(bytes(id)));
    }

    @Override
    public @Nullable Customer findByEmail(String email) throws RocksDBException {
        byte[] id = this.db.get(this.families.get(1), bytes(email));
        return (id != null) ? RowJson.decode(this.db.get(id)) : null;
    }

    @Override
    public List<Customer> findByCity(String city) throws RocksDBException {
        byte[] prefix = bytes(city + '\0');
        List<byte[]> ids = new ArrayList<>();
        try (RocksIterator entries = this.db.newIterator(this.families.get(2))) {
            for (entries.seek(prefix); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (!Arrays.equals(key, 0, Math.min(prefix.length, key.length), prefix, 0, prefix.length)) {
                    break;
                }
                ids.add(Arrays.copyOfRange(key, prefix.length, key.length));
            }
        }
        List<Customer> found = new ArrayList<>();
        for (byte[] row : this.db.multiGetAsList(ids)) {
            Customer customer = RowJson.decode(row);
            if (customer != null) {
                found.add(customer);
            }
        }
        return found;
    }

    @Override
    public void flush() throws RocksDBException {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            this.db.flush(waiting, this.families);
        }
    }

    @Override
    public void settle() throws RocksDBException, InterruptedException {
        while (this.db.getAggregatedLongProperty("rocksdb.num-running-flushes") > 0
                || this.db.getAggregatedLongProperty("rocksdb.num-running-compactions") > 0) {
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        this.families.forEach(ColumnFamilyHandle::close);
        this.db.close();
        this.writeOptions.close();
        this.options.close();
        this.familyOptions.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
