package io.filestore.migration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.error.RowMigrationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The examples of both standards, as far as they are about objects. */
class PatchStandardTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // A.1 to A.7
            "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux'}] | {'baz':'qux','foo':'bar'}",
            "{'foo':['bar','baz']} | [{'op':'add','path':'/foo/1','value':'qux'}] | {'foo':['bar','qux','baz']}",
            "{'baz':'qux','foo':'bar'} | [{'op':'remove','path':'/baz'}] | {'foo':'bar'}",
            "{'foo':['bar','qux','baz']} | [{'op':'remove','path':'/foo/1'}] | {'foo':['bar','baz']}",
            "{'baz':'qux','foo':'bar'} | [{'op':'replace','path':'/baz','value':'boo'}] | {'baz':'boo','foo':'bar'}",
            "{'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}} | [{'op':'move','from':'/foo/waldo','path':'/qux/thud'}] | {'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}",
            "{'foo':['all','grass','cows','eat']} | [{'op':'move','from':'/foo/1','path':'/foo/3'}] | {'foo':['all','cows','eat','grass']}",
            // A.8, A.10, A.11, A.14, A.16
            "{'baz':'qux','foo':['a',2,'c']} | [{'op':'test','path':'/baz','value':'qux'},{'op':'test','path':'/foo/1','value':2}] | {'baz':'qux','foo':['a',2,'c']}",
            "{'foo':'bar'} | [{'op':'add','path':'/child','value':{'grandchild':{}}}] | {'foo':'bar','child':{'grandchild':{}}}",
            "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux','xyz':123}] | {'foo':'bar','baz':'qux'}",
            "{'/':9,'~1':10} | [{'op':'test','path':'/~01','value':10}] | {'/':9,'~1':10}",
            "{'foo':['bar']} | [{'op':'add','path':'/foo/-','value':['abc','def']}] | {'foo':['bar',['abc','def']]}",
            // Beyond the appendix
            "{'a':1} | [{'op':'test','path':'/a','value':1.0}] | {'a':1}",
            "{'a':{'b':[1]}} | [{'op':'copy','from':'/a','path':'/c'},{'op':'add','path':'/c/b/0','value':0}] | {'a':{'b':[1]},'c':{'b':[0,1]}}",
            "{'a':1} | [{'op':'replace','path':'','value':{'a':2}}] | {'a':2}",
            "{'a':[1,2]} | [{'op':'replace','path':'/a/0','value':3}] | {'a':[3,2]}",
            "{'a':1} | [{'op':'move','from':'/a','path':'/a'}] | {'a':1}", "{'a':1} | [] | {'a':1}" })
    void jsonPatch(String row, String patch, String expected) {
        RowMigration migration = RowMigration.jsonPatch("c", 1, 2, json(patch));
        assertThat(migration.apply("a", Row.parse(json(row))).toNode()).isEqualTo(Row.parse(json(expected)).toNode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // A.9, A.12, A.15
            "{'baz':'qux'} | [{'op':'test','path':'/baz','value':'bar'}]",
            "{'foo':'bar'} | [{'op':'add','path':'/baz/bat','value':'qux'}]",
            "{'/':9,'~1':10} | [{'op':'test','path':'/~01','value':'10'}]" })
    void jsonPatchRefuses(String row, String patch) {
        RowMigration migration = RowMigration.jsonPatch("c", 1, 2, json(patch));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> migration.apply("a", Row.parse(json(row))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "{'a':'b'} | {'a':'c'} | {'a':'c'}", "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
                    "{'a':'b'} | {'a':null} | {}", "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
                    "{'a':['b']} | {'a':'c'} | {'a':'c'}", "{'a':'c'} | {'a':['b']} | {'a':['b']}",
                    "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                    "{'e':null} | {'a':1} | {'e':null,'a':1}", "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}" })
    void mergePatch(String row, String patch, String expected) {
        RowMigration migration = RowMigration.mergePatch("c", 1, 2, json(patch));
        assertThat(migration.apply("a", Row.parse(json(row))).toNode()).isEqualTo(Row.parse(json(expected)).toNode());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

}
