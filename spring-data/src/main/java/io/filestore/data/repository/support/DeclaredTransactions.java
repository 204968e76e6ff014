package io.filestore.data.repository.support;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Runs the methods of a repository in transactions if its interface says so. Others are
 * not asked each time whether they want one: that takes as long as reading a row.
 */
final class DeclaredTransactions implements RepositoryProxyPostProcessor {

    private final BeanFactory beans;

    private final String manager;

    /**
     * @param manager the name of the transaction manager
     */
    DeclaredTransactions(BeanFactory beans, String manager) {
        this.beans = beans;
        this.manager = manager;
    }

    @Override
    public void postProcess(ProxyFactory factory, RepositoryInformation information) {
        Class<?> repository = information.getRepositoryInterface();
        if (isDeclared(repository)) {
            TransactionInterceptor interceptor = new TransactionInterceptor();
            interceptor.setTransactionAttributeSource(new OfRepository(information));
            interceptor.setTransactionManagerBeanName(this.manager);
            interceptor.setBeanFactory(this.beans);
            interceptor.afterPropertiesSet();
            factory.addAdvice(interceptor);
        }
    }

    private static boolean isDeclared(Class<?> repository) {
        if (isMarked(repository)) {
            return true;
        }
        for (Method method : repository.getMethods()) {
            if (AnnotatedElementUtils.hasAnnotation(method, Transactional.class)
                    || isMarked(method.getDeclaringClass())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Transactional.class);
    }

    /**
     * What an interface says holds for the methods that it declares. Those that every
     * repository has are transactions, too, if it says anything; whether they may change
     * something they know themselves.
     */
    private static final class OfRepository extends AnnotationTransactionAttributeSource {

        private static final long serialVersionUID = 1L;

        private final transient RepositoryInformation repository;

        OfRepository(RepositoryInformation repository) {
            this.repository = repository;
        }

        @Override
        protected @Nullable TransactionAttribute computeTransactionAttribute(Method method,
                @Nullable Class<?> targetClass) {
            Class<?> declaring = this.repository.getRepositoryInterface();
            TransactionAttribute declared = super.computeTransactionAttribute(method, declaring);
            return (declared != null || !isMarked(declaring) || !this.repository.isBaseClassMethod(method)) ? declared
                    : super.computeTransactionAttribute(method, this.repository.getRepositoryBaseClass());
        }

    }

}
