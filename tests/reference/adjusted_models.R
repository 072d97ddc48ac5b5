# UC Berkeley, women (group) against men, six departments; and a separated made-up table
ucb <- as.data.frame(UCBAdmissions)
d <- data.frame(dept=factor(ucb$Dept), g=as.integer(ucb$Gender=="Female"), y=as.integer(ucb$Admit=="Admitted"), w=ucb$Freq)
cells <- aggregate(cbind(x=w*y,n=w) ~ dept+g, data=transform(d,w=w), FUN=sum)
marg <- function(f, cells, link) {
  w <- tapply(cells$n, cells$dept, sum); dp <- factor(names(w), levels=levels(cells$dept)); w <- as.numeric(w)/sum(w)
  X1 <- model.matrix(~0+dept+g, data.frame(dept=dp,g=1)); X0 <- model.matrix(~0+dept+g, data.frame(dept=dp,g=0))
  b <- coef(f); V <- vcov(f); inv <- if(link=="logit") plogis else exp; dinv <- if(link=="logit") dlogis else exp
  p1 <- sum(w*as.vector(inv(X1%*%b))); p0 <- sum(w*as.vector(inv(X0%*%b)))
  J1 <- colSums(w*as.vector(dinv(X1%*%b))*X1); J0 <- colSums(w*as.vector(dinv(X0%*%b))*X0)
  c(p1=p1,p0=p0,rd=p1-p0,rr=p1/p0,coef=b[["g"]],se_coef=sqrt(V["g","g"]),se_rd=sqrt(t(J1-J0)%*%V%*%(J1-J0)),se_logrr=sqrt(t(J1/p1-J0/p0)%*%V%*%(J1/p1-J0/p0)))
}
out <- function(case, model, v) for(k in names(v)) cat(case, model, k, sprintf("%.10f", v[[k]]), sep=",", fill=TRUE)
f <- glm(cbind(x,n-x) ~ 0+dept+g, family=binomial("logit"), data=cells, epsilon=1e-14)
out("berkeley","logistic",marg(f,cells,"logit"))
f2 <- glm(cbind(x,n-x) ~ 0+dept+g, family=binomial("log"), data=cells, start=c(log(rep(.5,6)),0), epsilon=1e-14, maxit=200)
out("berkeley","log_binomial",marg(f2,cells,"log"))
# made up: three strata, log-binomial inside the edge
c2 <- data.frame(dept=factor(rep(1:3,2)), g=rep(0:1,each=3), n=c(120,80,60,40,50,30), x=c(30,32,36,14,25,20))
f3 <- glm(cbind(x,n-x) ~ 0+dept+g, family=binomial("log"), data=c2, start=c(log(c(.2,.3,.5)),0.05), epsilon=1e-14, maxit=200)
out("three","log_binomial",marg(f3,c2,"log"))
f4 <- glm(cbind(x,n-x) ~ 0+dept+g, family=binomial("logit"), data=c2, epsilon=1e-14)
out("three","logistic",marg(f4,c2,"logit"))
# robust Poisson on people one by one: a table at the edge
c3 <- data.frame(dept=factor(rep(1:2,2)), g=rep(0:1,each=2), n=c(40,60,30,30), x=c(40,50,28,24))
p <- do.call(rbind, lapply(1:4,function(i) data.frame(dept=c3$dept[i],g=c3$g[i],y=rep(1:0,c(c3$x[i],c3$n[i]-c3$x[i])))))
f5 <- glm(y ~ 0+dept+g, family=poisson, data=p, epsilon=1e-14); library(sandwich)
V <- sandwich(f5); out("edge","poisson",c(coef=coef(f5)[["g"]],se_coef=sqrt(V["g","g"])))
# Firth: penalised likelihood maximised directly; nobody of the group in the table got there
firth <- function(cells){ X <- model.matrix(~0+dept+g,cells); pl <- function(b){ e <- as.vector(X%*%b); q <- plogis(e); I <- t(X)%*%(X*(cells$n*q*(1-q))); -(sum(cells$x*e - cells$n*log1p(exp(e))) + .5*as.numeric(determinant(I)$modulus)) }
 o <- optim(rep(0,ncol(X)), pl, method="BFGS", control=list(reltol=1e-15,maxit=1000)); o <- optim(o$par,pl,method="BFGS",control=list(reltol=1e-16,maxit=1000)); setNames(o$par,colnames(X)) }
c4 <- data.frame(dept=factor(rep(1:2,2)), g=rep(0:1,each=2), n=c(50,40,12,9), x=c(20,10,0,0))
b <- firth(c4); out("nobody","firth",c(coef=b[["g"]],dept1=b[["dept1"]],dept2=b[["dept2"]]))
