# Count in cents
cost = 1950
tip = cost // 10
cost += tip
cents = cost % 100
euros = cost // 100
print(euros, cents)
