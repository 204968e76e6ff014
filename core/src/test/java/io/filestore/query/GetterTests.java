package io.filestore.query;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.filestore.error.InvalidQueryException;
import org.junit.jupiter.api.Test;

import static io.filestore.query.Query.path;
import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GetterTests {

    record Order(int total, @JsonProperty("created_at") String createdAt, Customer customer, boolean isPaid,
            String getIt) {

        int doubled() {
            return 2 * this.total;
        }

    }

    record Customer(String name, Address address) {
    }

    record Address(String city) {
    }

    static class Base {

        public String getName() {
            return "";
        }

    }

    static class Bean extends Base {

        private boolean paid;

        public boolean isPaid() {
            return this.paid;
        }

        public String getURL() {
            return "";
        }

        @JsonIgnore
        public String getSecret() {
            return "";
        }

    }

    @Test
    void aMethodReferenceNamesAComponentAsItIsWritten() {
        assertThat(where(Order::total).is(1)).isEqualTo(where("total").is(1));
        assertThat(where(Order::createdAt).is("x").orderBy(Order::createdAt).and(Order::isPaid).is(true))
            .isEqualTo(where("created_at").is("x").and("isPaid").is(true).orderBy("created_at"));
        assertThat(where(Order::getIt).is(1)).isEqualTo(where("getIt").is(1));
    }

    @Test
    void aMethodReferenceNamesAPropertyOfABean() {
        assertThat(where(Bean::isPaid).is(true)).isEqualTo(where("paid").is(true));
        assertThat(where(Bean::getURL).is("x")).isEqualTo(where("URL").is("x"));
        assertThat(where(Bean::getName).is("x")).isEqualTo(where("name").is("x"));
    }

    @Test
    void pathsGoThroughTypes() {
        assertThat(path(Order::customer, Customer::name)).isEqualTo("customer.name");
        assertThat(where(path(Order::customer, Customer::address, Address::city)).is("Rome"))
            .isEqualTo(where("customer.address.city").is("Rome"));
    }

    @Test
    void whatIsNoMethodReferenceIsRefused() {
        Order order = new Order(1, "", new Customer("", new Address("")), true, "");
        Getter<Order, Integer> lambda = (each) -> each.total();
        Getter<Object, Integer> bound = (each) -> order.total();
        for (Getter<?, ?> getter : new Getter<?, ?>[] { lambda, bound }) {
            assertThatThrownBy(() -> where(getter)).isInstanceOf(InvalidQueryException.class)
                .hasMessage("No property can be told from this function: give a method reference such as Order::total,"
                        + " and no lambda, or the name of the field as text.");
        }
    }

    @Test
    void aMethodThatIsNotWrittenIsRefused() {
        assertThatThrownBy(() -> where(Order::doubled)).isInstanceOf(InvalidQueryException.class)
            .hasMessage("The method Order::doubled reads no property that is written as JSON. Give one that does, or"
                    + " the name of the field as text.");
        assertThatThrownBy(() -> where(Bean::getSecret)).isInstanceOf(InvalidQueryException.class)
            .hasMessageStartingWith("The method Bean::getSecret reads no property");
    }

    @Test
    void theSameReferenceIsLookedUpOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(where(Order::total).exists()).isEqualTo(where("total").exists());
        }
    }

}
